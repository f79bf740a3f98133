public import Settings

/// How the cross-lingual experiment divides its corpora (Wang et al., sections 3.1.2 and 3.2.2).
public struct CrossLingualSettings: SettingsGroup, Equatable {
  @Setting("The share of a target that is tested on.", .properShare)
  public var testShare = 0.25
  @Setting(
    "The share of a target that Low Target trains on; Full Target trains on all that is not "
      + "tested.",
    .properShare)
  public var lowShare = 0.1
  @Setting("Augmented copies of each training utterance of the target.", .range(1...1_000))
  public var augmentFactor = 20
  @Setting(
    "The most utterances a class that are drawn from the source; 0 for all.",
    .range(0...1_000_000))
  public var sourceLimit = 0
  @Setting(
    "The most utterances a class that are drawn from a target, 250 for the paper's subsets; 0 for "
      + "all.",
    .range(0...1_000_000))
  public var targetLimit = 0
  @Setting(
    "The targets that targetLimit is about, by what their manifests have in the column corpus; empty for "
      + "all.")
  public var limitedTargets: [String] = []

  public init() {}
}

extension CrossLingualSettings {
  public var relations: [SettingRelation] {
    [
      SettingRelation(
        "lowShare", lowShare, "at most what crossLingual.testShare, \(testShare), leaves,",
        by: "testShare",
        holds: lowShare <= 1 - testShare)
    ]
  }

  /// The most utterances a class that are drawn from a target, 0 for all.
  ///
  /// - Parameter corpora: what its manifest has in the column `corpus`.
  func limit(ofTarget corpora: Set<String>) -> Int {
    limitedTargets.isEmpty || !corpora.isDisjoint(with: limitedTargets) ? targetLimit : 0
  }

  /// What is left out by these limits, a sentence each: a draw that differs from seed to seed.
  public var limits: [String] {
    let limited =
      limitedTargets.isEmpty
      ? "of a target" : "of the targets \(limitedTargets.joined(separator: " and "))"
    return [(sourceLimit, "of the source", "sourceLimit"), (targetLimit, limited, "targetLimit")]
      .filter { $0.0 > 0 }
      .map { limit, what, key in
        "Of each class \(what) at most \(limit) recordings are used, drawn once a seed "
          + "(crossLingual.\(key))."
      }
  }
}
