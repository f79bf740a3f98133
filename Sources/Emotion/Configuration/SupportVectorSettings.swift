/// The linear support vector machine on all features.
public struct SupportVectorSettings: Codable, Sendable, Equatable {
  /// C, the price of a sample on the wrong side.
  public var cost = 0.01
}

extension SupportVectorSettings: SettingsGroup {
  var checks: [SettingCheck] {
    [
      .expect([CodingKeys.cost], cost, "a number above 0") { $0 > 0 && $0.isFinite }
    ]
  }
}
