import Yams

/// What can be set in a group: every key with its type, its meaning and what is expected of it, as
/// the defaults say it.
public struct SettingsCatalog: Sendable {
  /// One setting.
  public struct Entry: Sendable {
    /// The keys that lead to it, joined with dots.
    public let key: String
    /// As in "whole number".
    public let type: String
    /// A sentence.
    public let meaning: String
    /// As in "from 0 to 1"; empty where every value of the type will do.
    public let expected: String
    let value: any Sendable
    fileprivate let holds: @Sendable (any Sendable) -> Bool
  }

  /// In the order in which files have them.
  public let entries: [Entry]

  /// - Parameter group: as its defaults are.
  /// - Throws: `SettingsError.invalid` where the group cannot be written as YAML.
  public init(of group: some SettingsGroup) throws(SettingsError) {
    let collector = SettingsCollector()
    do {
      _ = try YAMLEncoder().encode(group, userInfo: [.settingsCatalog: collector])
    } catch {
      throw .unwritable(error)
    }
    entries = collector.entries
  }

  /// The first value of a group that is not what is expected of it; nil where there is none.
  ///
  /// - Throws: `SettingsError.invalid` where the group cannot be written as YAML.
  func fault(in group: some SettingsGroup) throws(SettingsError) -> SettingRelation? {
    let rules = Dictionary(uniqueKeysWithValues: entries.map { ($0.key, $0) })
    for setting in try SettingsCatalog(of: group).entries {
      guard let rule = rules[setting.key], !rule.holds(setting.value) else { continue }
      return SettingRelation(setting.key, setting.value, rule.expected, holds: false)
    }
    return group.allRelations.first { !$0.holds }
  }
}

extension SettingsGroup {
  /// What is wrong with a setting of the group, as a clause that names it; nil where nothing is.
  ///
  /// - Parameters:
  ///   - defaults: which say what is expected.
  ///   - name: the group's, which stands before the setting's; none where nil.
  public func problem(against defaults: Self, within name: String? = nil) -> String? {
    do throws(SettingsError) {
      return try SettingsCatalog(of: defaults).fault(in: self).map { fault in
        let key = ([name].compactMap(\.self) + fault.path).joined(separator: ".")
        return "\(key) is \(fault.found) where \(fault.expected) is expected"
      }
    } catch {
      return error.description
    }
  }
}

/// Gathers settings while a group is encoded, which alone knows the keys that files have.
final class SettingsCollector {
  private(set) var entries: [SettingsCatalog.Entry] = []

  func note<Value>(_ setting: Setting<Value>, at path: [String]) {
    entries.append(
      SettingsCatalog.Entry(
        key: path.joined(separator: "."), type: settingTypeName(Value.self),
        meaning: setting.meaning, expected: setting.rule.expected, value: setting.wrappedValue
      ) { [rule = setting.rule] value in (value as? Value).map(rule.holds) ?? false })
  }
}

extension CodingUserInfoKey {
  /// Where `Setting` finds the collector.
  static let settingsCatalog = CodingUserInfoKey(rawValue: "settings catalog")!
}
