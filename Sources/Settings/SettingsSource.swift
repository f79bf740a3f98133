public import Files
public import Foundation
import Yams

/// Settings as a user wrote them: a file, or one `key=value` of the command line.
public struct SettingsSource: Sendable {
  /// The file's path, or the option.
  let name: String
  let yaml: String
  /// The keys under which the text stands; none for a file.
  var keys: [String] = []
  /// Whether lines mean something to whoever reads an error.
  let isFile: Bool

  /// Reads a YAML file.
  ///
  /// - Throws: `FileError.missing`, `.io`, or `.malformed` where it is not UTF-8.
  public static func file(_ url: URL) throws(FileError) -> SettingsSource {
    guard let text = String(validating: try InputFile.contents(of: url), as: UTF8.self) else {
      throw .malformed(path: url.path, what: "it is not UTF-8; save it as UTF-8")
    }
    return SettingsSource(name: url.path, yaml: text, isFile: true)
  }

  /// Reads `group.key=value`; the value is YAML, so that `[8, 16, 32]` is a list.
  ///
  /// - Parameter option: what errors call it where it is not of `--set`, such as `--seed 3`.
  /// - Throws: `SettingsError.invalid` where there is no `=` or no key.
  public static func setting(
    _ text: String, of option: String? = nil
  ) throws(SettingsError) -> SettingsSource {
    let place = option ?? "--set \(text)"
    let sides = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let keys = sides[0].split(separator: ".", omittingEmptySubsequences: false)
    guard sides.count == 2, !keys.contains(where: \.isEmpty) else {
      throw .invalid(place: place, problem: "write it as group.key=value")
    }
    return SettingsSource(
      name: place, yaml: String(sides[1]), keys: keys.map(String.init), isFile: false)
  }

  /// A list of texts, as an option of the command line has it.
  ///
  /// - Parameters:
  ///   - keys: those that lead to the setting.
  ///   - option: what errors call the source, such as `--classes`.
  public static func list(
    _ values: [String], for keys: [String], option: String
  ) -> SettingsSource {
    // By scalars: a mark on a quote makes it another character, and the quote is there still.
    let quoted = values.map { value in
      let doubled = value.unicodeScalars.flatMap { $0 == "'" ? [$0, $0] : [$0] }
      return "'\(String(String.UnicodeScalarView(doubled)))'"
    }.joined(separator: ", ")
    return SettingsSource(name: option, yaml: "[\(quoted)]", keys: keys, isFile: false)
  }

  /// The table of settings, empty where the text is.
  ///
  /// - Throws: `SettingsError.invalid` where the text is not YAML, or that of a file is no table.
  func table() throws(SettingsError) -> Node {
    let composed: Node?
    do {
      composed = try Yams.compose(yaml: yaml)
    } catch {
      throw .invalid(place: place(line: error.line), problem: "this is not YAML (\(error.problem))")
    }
    if let composed, composed.isLarger(than: Node.most) {
      throw .invalid(
        place: place(line: nil),
        problem: "its aliases stand for more than \(Node.most) values; write out what is meant")
    }
    if !keys.isEmpty {
      return keys.reversed().reduce(composed ?? "") { .mapping([.init($1): $0]) }
    }
    guard let node = composed, node.null == nil else { return .mapping([:]) }
    guard node.mapping != nil else {
      throw .invalid(
        place: place(line: node.mark?.line), problem: "a table of settings is expected, key: value")
    }
    return node
  }

  /// Whether it says a setting, by its keys joined with dots; not where it cannot be read.
  public func says(_ key: String) -> Bool {
    (try? table())?.leaves.contains { $0.key == key } ?? false
  }

  /// Which options do not count, because a later one gives their setting another value, or `--preset`
  /// does; a clause each.
  public static func overridden(
    in sources: [SettingsSource], preset: String? = nil
  ) -> [String] {
    var said: [[String]: SettingsSource] = [:]
    var clauses: [String] = []
    for source in sources where !source.isFile {
      if let preset, source.keys == ["preset"] {
        if source.yaml.trimmingCharacters(in: .whitespaces) != preset {
          clauses.append("--preset \(preset) counts, and not \(source.name)")
        }
        continue
      }
      if let earlier = said[source.keys], earlier.yaml != source.yaml {
        clauses.append("\(source.name) counts, and not \(earlier.name)")
      }
      said[source.keys] = source
    }
    return clauses
  }

  func place(line: Int?) -> String {
    if isFile, let line { "\(name), line \(line)" } else { name }
  }
}

extension Error {
  /// Where a YAML text goes wrong.
  fileprivate var line: Int? {
    switch self as? YamlError {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
      mark.line
    case .duplicatedKeysInMapping(_, let context): context.mark.line
    default: nil
    }
  }

  /// What is wrong with a YAML text, as a clause.
  fileprivate var problem: String {
    switch self as? YamlError {
    case .scanner(_, let problem, _, _), .parser(_, let problem, _, _),
      .composer(_, let problem, _, _), .reader(let problem, _, _, _):
      problem
    case .duplicatedKeysInMapping(let keys, _):
      "the key \(keys.joined(separator: ", ")) stands twice"
    default: "it cannot be read"
    }
  }
}
