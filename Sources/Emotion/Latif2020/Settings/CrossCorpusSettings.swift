public import Settings

/// How a classifier of one corpus is tested on another (Latif et al. 2020, section 5.2).
public struct CrossCorpusSettings: SettingsGroup, Equatable {
  /// What early stopping listens to.
  public enum Stopping: String, SettingChoice {
    /// The target's development part, as in the paper.
    case development
    /// A hold-out of the source's training part, so that the target's labels are only tested on.
    case training
  }

  @Setting("The share of each of the target's classes that is not tested on.", .properShare)
  public var development = 0.3
  @Setting(
    "What early stopping listens to: the target's development part, as in the paper, or one "
      + "that is drawn from the source (dnn.holdOut), so that the target's labels are only tested on."
  )
  public var stopping = Stopping.development

  public init() {}
}
