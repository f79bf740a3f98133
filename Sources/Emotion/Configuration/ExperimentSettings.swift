/// How an experiment divides and repeats (section 3.2).
public struct ExperimentSettings: Codable, Sendable, Equatable {
  /// Which classes are augmented.
  public enum AugmentedClasses: String, SettingChoice {
    /// Those that were cut, which brings the set back to about its first size.
    case reduced
    case all
  }

  /// Folds of whole speakers; 0 leaves one session out, or one speaker where there are no sessions.
  public var folds = 0
  /// Repetitions, each with a seed of its own.
  public var seeds = 5
  /// What is kept of each reduced class.
  public var keepFraction = 0.2
  /// The class that is never reduced.
  public var neutral = "neutral"
  /// Augmented copies of each training utterance.
  public var augmentFactor = 4
  public var augmentClasses = AugmentedClasses.reduced
  /// What the imbalance table has rows for beside the augmentor's.
  public var baselines: [Baseline] = []
  /// Of the Beta distribution from which the row of mixup draws lambda.
  public var mixupAlpha = 0.2
}

extension ExperimentSettings: SettingsGroup {
  var checks: [SettingCheck] {
    [
      .expect([CodingKeys.folds], folds, "0 or from 2 to 1000") { $0 == 0 || 2...1_000 ~= $0 },
      .range([CodingKeys.seeds], seeds, 1...1_000),
      .expect([CodingKeys.keepFraction], keepFraction, "above 0, at most 1") { $0 > 0 && $0 <= 1 },
      .expect([CodingKeys.neutral], neutral, "a class's name") { !$0.isEmpty },
      .range([CodingKeys.augmentFactor], augmentFactor, 0...1_000),
      .expect([CodingKeys.baselines], baselines.map(\.rawValue), "different augmentations") {
        Set($0).count == $0.count
      },
      .expect([CodingKeys.mixupAlpha], mixupAlpha, "above 0, at most 100") {
        $0 > 0 && $0 <= 100
      },
    ]
  }
}
