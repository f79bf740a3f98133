import ArgumentParser
import Foundation

/// Options of one value that a command line gives more than once. The parser lets the last count, though
/// a user may mean all of them, or not know of the first.
enum RepeatedOptions {
  /// What to write instead, as a sentence; nil where no option is repeated.
  ///
  /// - Parameters:
  ///   - words: the command line, without the program's name.
  ///   - command: what it runs.
  static func advice(
    for words: some Sequence<String>, of command: any ParsableCommand.Type
  ) -> String? {
    let given = words.prefix { $0 != "--" }.map { word in String(word.prefix { $0 != "=" }) }
    let options = Description(of: command)?.command.arguments.filter { $0.takesOneValue } ?? []
    return options.lazy.map(\.words).first { names in given.count(where: names.contains) > 1 }
      .map { names in
        "\(names.joined(separator: " or ")) is given more than once, and one value counts; give it once."
      }
  }
}

/// What the parser tells of a command, as far as it matters here.
private struct Description: Decodable {
  struct Command: Decodable {
    let arguments: [Argument]
  }

  struct Argument: Decodable {
    struct Name: Decodable {
      let kind: String
      let name: String
    }

    let kind: String
    let isRepeating: Bool
    let names: [Name]?

    var takesOneValue: Bool { kind == "option" && !isRepeating }

    /// As it is written.
    var words: [String] { (names ?? []).map { ($0.kind == "long" ? "--" : "-") + $0.name } }
  }

  let command: Command

  init?(of command: any ParsableCommand.Type) {
    let text = Data(command._dumpHelp().utf8)
    guard let read = try? JSONDecoder().decode(Description.self, from: text) else { return nil }
    self = read
  }
}
