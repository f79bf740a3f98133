/// How a classifier of one corpus is tested on another (Latif et al. 2020, section 5.2).
public struct CrossCorpusSettings: Codable, Sendable, Equatable {
  /// What early stopping listens to.
  public enum Stopping: String, SettingChoice {
    /// The target's development part, as in the paper.
    case development
    /// A hold-out of the source's training part, so that the target's labels are only tested on.
    case training
  }

  /// The share of each of the target's classes that is not tested on.
  public var development = 0.3
  public var stopping = Stopping.development
}

extension CrossCorpusSettings: SettingsGroup {
  var checks: [SettingCheck] {
    [.expect([CodingKeys.development], development, "above 0, below 1") { $0 > 0 && $0 < 1 }]
  }
}
