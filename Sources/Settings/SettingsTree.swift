import Yams

/// All settings of a program: groups within one table, over which a preset lays defaults.
public protocol SettingsTree: SettingsGroup, Equatable {
  associatedtype PresetChoice: SettingChoice
  /// The defaults that the rest departs from; the key is `preset`.
  var preset: PresetChoice { get }
  /// The preset where nobody names one.
  static var standardPreset: PresetChoice { get }
  /// The settings of a preset.
  init(_ preset: PresetChoice)
}

// MARK: - Reading

extension SettingsTree {
  /// Reads settings from sources, each of which overrides those before it, over a preset's
  /// defaults.
  ///
  /// - Parameters:
  ///   - preset: whose defaults to begin from; where nil, the last source that has a key `preset`
  ///     says it, and else it is the standard one.
  ///   - sources: later ones override earlier ones.
  /// - Throws: `SettingsError.invalid` for a text that is not YAML or no table, `.unknownKey` for a
  ///   key that does not exist, `.value` for one of another type or out of range.
  public init(preset: PresetChoice? = nil, sources: [SettingsSource]) throws(SettingsError) {
    let layers = try sources.map { source throws(SettingsError) in
      SettingsLayer(source: source, table: try source.table())
    }
    let named = layers.last { $0.table["preset"] != nil }?.table["preset"]?.string
    let start = preset ?? named.flatMap(PresetChoice.init) ?? Self.standardPreset
    var table = try Self(start).table
    for layer in layers { table = try layer.merged(into: table) }
    if let preset { table["preset"] = Node(preset.rawValue) }

    do {
      self = try YAMLDecoder().decode(Self.self, from: table)
    } catch {
      throw SettingsLayer.error(
        for: error, in: table, of: layers, known: try Self(Self.standardPreset).table)
    }
    if let fault = try Self.catalog.fault(in: self) {
      throw .value(
        place: SettingsLayer.place(of: [fault.path] + fault.others, in: layers),
        key: fault.path.joined(separator: "."), expected: fault.expected, found: fault.found)
    }
  }

  /// What can be set.
  ///
  /// - Throws: `SettingsError.invalid` where the defaults cannot be written as YAML.
  public static var catalog: SettingsCatalog {
    get throws(SettingsError) { try SettingsCatalog(of: Self(standardPreset)) }
  }
}

// MARK: - Writing

extension SettingsTree {
  /// The complete settings as YAML, which reads back to the same.
  ///
  /// - Throws: `SettingsError.invalid` where a value cannot be written.
  public var yaml: String {
    get throws(SettingsError) {
      let table = try table
      do { return try Yams.serialize(node: table) } catch { throw .unwritable(error) }
    }
  }

  /// The settings as a table of YAML, from which the known keys, their order and types follow.
  ///
  /// - Throws: `SettingsError.invalid` where a value cannot be written.
  var table: Node {
    get throws(SettingsError) {
      let encoder = YAMLEncoder()
      encoder.options.sequenceStyle = .flow
      do {
        return try Yams.compose(yaml: encoder.encode(self))?.withShortNumbers ?? .mapping([:])
      } catch {
        throw .unwritable(error)
      }
    }
  }

  /// Every setting by its keys joined with dots, in order, as YAML writes its value.
  ///
  /// - Throws: `SettingsError.invalid` where a value cannot be written.
  public var leaves: [(key: String, value: String)] {
    get throws(SettingsError) { try table.leaves }
  }

  /// The settings that depart from the preset's, as `key=value`.
  ///
  /// - Throws: `SettingsError.invalid` where a value cannot be written.
  public var changes: [String] {
    get throws(SettingsError) { try differences(from: Self(preset)) }
  }

  /// The settings that differ from others, as `key=value` of this one.
  ///
  /// - Throws: `SettingsError.invalid` where a value cannot be written.
  public func differences(from other: Self) throws(SettingsError) -> [String] {
    let others = Dictionary(uniqueKeysWithValues: try other.leaves)
    return try leaves.filter { others[$0.key] != $0.value }.map { "\($0.key)=\($0.value)" }
  }
}

extension SettingsError {
  static func unwritable(_ error: any Error) -> SettingsError {
    .invalid(place: "the settings", problem: "they cannot be written as YAML (\(error))")
  }
}
