public import Settings

/// How an experiment divides and repeats (Wang et al. 2022, section 3.2).
public struct ExperimentSettings: SettingsGroup, Equatable {
  /// Which classes are augmented.
  public enum AugmentedClasses: String, SettingChoice {
    /// Those that were cut, which brings the set back to about its first size.
    case reduced
    case all
  }

  /// What becomes of recordings whose speaker is not known.
  public enum UnknownSpeakers: String, SettingChoice {
    case refuse
    /// Each is taken for a speaker's only one, parts of one file for one speaker's.
    case alone
  }

  @Setting(
    "Folds of whole speakers; 0 leaves one session out, or one speaker where there are no "
      + "sessions.",
    .expect("0 or from 2 to 1000") { $0 == 0 || 2...1_000 ~= $0 })
  public var folds = 0
  @Setting(
    "What becomes of recordings whose speaker is not known: refuse, since test and training might "
      + "then share one, or alone, each as if it were a speaker's only one; parts of one file are one's."
  )
  public var unknownSpeakers = UnknownSpeakers.refuse
  @Setting("Repetitions, each with a seed of its own.", .range(1...1_000))
  public var seeds = 5
  @Setting("What is kept of each reduced class.", .positiveShare)
  public var keepFraction = 0.2
  @Setting("The class that is never reduced.", .expect("a class's name") { !$0.isEmpty })
  public var neutral = "neutral"
  @Setting("Augmented copies of each training utterance.", .range(0...1_000))
  public var augmentFactor = 4
  @Setting(
    "Which classes are augmented: those that were cut, which brings the set back to about its "
      + "first size, or all.")
  public var augmentClasses = AugmentedClasses.reduced
  @Setting(
    "What the imbalance table has rows for beside those of copies and of the augmentor.",
    .expect("different augmentations") {
      Set($0.map(\.rawValue)).count == $0.count
    })
  public var baselines: [Baseline] = []
  @Setting("Alpha of the Beta distribution from which the row of mixup draws lambda.", .alpha)
  public var mixupAlpha = 0.2

  public init() {}
}
