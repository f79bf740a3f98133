import ArgumentParser

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
    } catch {
      if let failure = Failure(error) { failure.exit() }
      Ser.exit(withError: error)
    }
  }
}
