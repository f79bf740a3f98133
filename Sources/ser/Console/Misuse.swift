import ArgumentParser

/// What is said where a command was given what it cannot do, in the form that the argument parser has for its
/// own findings: with the usage of that command.
struct Misuse {
  let message: String
  let command: any ParsableCommand.Type

  var text: String {
    let usage = Ser.usageString(for: command).split(separator: "\n").joined(separator: "\n       ")
    var text = "Error: \(message)\nUsage: \(usage)\n"
    if let path = Self.path(to: command, from: Ser.self) {
      text += "  See '\(path.joined(separator: " ")) --help' for more information.\n"
    }
    return text
  }

  /// The names by which a command is called; nil where it is none of a parent's.
  private static func path(
    to command: any ParsableCommand.Type, from parent: any ParsableCommand.Type
  ) -> [String]? {
    let name = [parent.configuration.commandName].compactMap(\.self)
    if parent == command { return name }
    return parent.configuration.subcommands.lazy.compactMap { path(to: command, from: $0) }.first
      .map { name + $0 }
  }
}
