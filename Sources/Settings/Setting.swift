/// A setting that says itself: its value, what it means, and what is expected of it beyond its
/// type.
///
/// Files hold the bare value. One that was read from a file knows neither meaning nor rule: those
/// of the defaults hold, which `SettingsCatalog` gathers.
@propertyWrapper
public struct Setting<Value: Codable & Equatable & Sendable>: Sendable {
  public var wrappedValue: Value
  let meaning: String
  let rule: SettingRule<Value>

  /// - Parameters:
  ///   - meaning: what the value is, as a sentence for whoever writes a file of settings.
  ///   - rule: which values of the type there may be.
  public init(wrappedValue: Value, _ meaning: String, _ rule: SettingRule<Value> = .any) {
    self.wrappedValue = wrappedValue
    self.meaning = meaning
    self.rule = rule
  }
}

extension Setting: Codable {
  public init(from decoder: any Decoder) throws {
    self.init(wrappedValue: try Value(from: decoder), "")
  }

  public func encode(to encoder: any Encoder) throws {
    if let catalog = encoder.userInfo[.settingsCatalog] as? SettingsCollector {
      catalog.note(self, at: encoder.codingPath.map(\.stringValue))
    }
    try wrappedValue.encode(to: encoder)
  }
}

extension Setting: Equatable {
  public static func == (a: Setting, b: Setting) -> Bool { a.wrappedValue == b.wrappedValue }
}

extension Setting: Hashable where Value: Hashable {
  public func hash(into hasher: inout Hasher) { hasher.combine(wrappedValue) }
}
