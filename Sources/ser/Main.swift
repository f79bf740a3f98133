import ArgumentParser
import Files
import Foundation

/// Runs a command; an error becomes one sentence on standard error and an exit status.
@main
enum Main {
  static func main() async {
    do {
      var command = try Ser.parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      // What was printed may still have to go out, and find the disk full.
      if fflush(nil) != 0 {
        throw errno == ENOSPC
          ? FileError.diskFull(path: "standard output")
          : .io(path: "standard output", why: String(cString: strerror(errno)))
      }
    } catch {
      if let failure = Failure(error) { failure.exit() }
      Ser.exit(withError: error)
    }
  }
}
