import ArgumentParser
import Files
import Foundation

/// Runs a command; an error becomes one sentence on standard error and an exit status.
@main
enum Main {
  static func main() async {
    StandardStreams.open()
    _ = Interrupt.ignored
    var given: any ParsableCommand.Type = Ser.self
    do {
      var command = try Ser.parseAsRoot()
      given = type(of: command)
      let words = CommandLine.arguments.dropFirst()
      if let advice = RepeatedOptions.advice(for: words, of: given) {
        throw ValidationError(advice)
      }
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      try StandardStreams.finish()
    } catch {
      RankProcess.letTheFirstSpeak()
      if let failure = Failure(error) { failure.exit() }
      if let advice = DashedNames.advice(for: CommandLine.arguments.dropFirst()) {
        StandardStreams.say("ser: \(advice)\n")
        // Among the letters of a name there may have been the h of help.
        if Ser.exitCode(for: error).isSuccess { exit(ExitStatus.usage.rawValue) }
      }
      if let error = error as? ValidationError {
        StandardStreams.say(Misuse(message: error.message, command: given).text)
        exit(ExitStatus.usage.rawValue)
      }
      Ser.exit(withError: error)
    }
  }
}
