import ArgumentParser
import Testing

@testable import ser

struct HelpTests {
  /// A group of commands too.
  @Test func everyCommandHasAnExample() {
    func commands(_ command: any ParsableCommand.Type) -> [any ParsableCommand.Type] {
      [command] + command.configuration.subcommands.flatMap(commands)
    }
    let all = commands(Ser.self)
    #expect(all.count > 30)
    for command in all {
      #expect(
        command.configuration.discussion.contains("Examples:\n  ser "), "\(command)")
    }
  }
}
