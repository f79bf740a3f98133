import Foundation
import Yams

extension Configuration {
  /// Reads settings from sources, each of which overrides those before it, over a preset's defaults.
  ///
  /// - Parameter preset: whose defaults to begin from; where nil, the last source that has a key
  ///   `preset` says it, and else it is `paper`.
  /// - Throws: `ConfigurationError` for a text that is not YAML, a key that does not exist, a value of
  ///   another type or out of range.
  public init(
    preset: Preset? = nil, sources: [ConfigurationSource]
  ) throws(ConfigurationError) {
    let layers = try sources.map { source throws(ConfigurationError) in
      SettingsLayer(source: source, table: try source.table())
    }
    let named = layers.last { $0.table["preset"] != nil }?.table["preset"]?.string
    let start = preset ?? named.flatMap(Preset.init) ?? .paper
    var table = try Configuration(start).table
    for layer in layers {
      table = try layer.merged(layer.table, into: table, path: [])
    }
    if let preset { table["preset"] = Node(preset.rawValue) }

    do {
      self = try YAMLDecoder().decode(Configuration.self, from: table)
    } catch {
      throw SettingsLayer.error(for: error, in: table, of: layers)
    }
    if let problem = frontEnd.problem {
      // The sentence begins with the setting's name.
      let path = ["frontEnd", String(problem.prefix { $0 != " " })]
      throw .invalid(
        place: SettingsLayer.place(of: path, in: layers), problem: "frontEnd.\(problem)")
    }
    if let fault = checks.first(where: { !$0.holds }) {
      throw .value(
        place: SettingsLayer.place(of: fault.path, in: layers),
        key: fault.path.joined(separator: "."),
        expected: fault.expected, found: fault.found)
    }
  }

  /// The complete settings as YAML, which reads back to the same.
  public var yaml: String {
    get throws(ConfigurationError) {
      let table = try table
      do { return try Yams.serialize(node: table) } catch { throw .unwritable(error) }
    }
  }

  /// The settings as a table of YAML, from which the known keys, their order and types follow.
  var table: Node {
    get throws(ConfigurationError) {
      let encoder = YAMLEncoder()
      encoder.options.sequenceStyle = .flow
      do {
        return try Yams.compose(yaml: encoder.encode(self))?.withShortNumbers ?? .mapping([:])
      } catch {
        throw .unwritable(error)
      }
    }
  }

  /// The settings that depart from the preset's, as `key=value`.
  public var changes: [String] {
    get throws(ConfigurationError) { try differences(from: Configuration(preset)) }
  }

  /// The settings that differ from others, as `key=value` of this one.
  func differences(from other: Configuration) throws(ConfigurationError) -> [String] {
    let others = Dictionary(uniqueKeysWithValues: try other.table.leaves)
    return try table.leaves.filter { others[$0.key] != $0.value }.map { "\($0.key)=\($0.value)" }
  }
}

extension ConfigurationError {
  fileprivate static func unwritable(_ error: any Error) -> ConfigurationError {
    .invalid(place: "the settings", problem: "they cannot be written as YAML (\(error))")
  }
}
