public import Settings

/// The linear support vector machine on all features.
public struct SupportVectorSettings: SettingsGroup, Equatable {
  @Setting(
    "C, the price of a sample on the wrong side.",
    .expect("a number above 0") { $0 > 0 && $0.isFinite })
  public var cost = 0.01

  public init() {}
}
