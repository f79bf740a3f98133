/// How the cross-lingual experiment divides its corpora (Wang et al., sections 3.1.2 and 3.2.2).
public struct CrossLingualSettings: Codable, Sendable, Equatable {
  /// The share of a target that is tested on.
  public var testShare = 0.25
  /// The share of a target that Low Target trains on; Full Target trains on all that is not tested.
  public var lowShare = 0.1
  /// Augmented copies of each training utterance of the target.
  public var augmentFactor = 20
  /// The most utterances a class that are drawn from the source; 0 for all.
  public var sourceLimit = 0
  /// The most utterances a class that are drawn from a target, 250 for the paper's subsets; 0 for
  /// all.
  public var targetLimit = 0

  public init() {}
}

extension CrossLingualSettings: SettingsGroup {
  var checks: [SettingCheck] {
    [
      .expect([CodingKeys.testShare], testShare, "above 0, below 1") { $0 > 0 && $0 < 1 },
      .expect([CodingKeys.lowShare], lowShare, "above 0, at most what is not tested") {
        $0 > 0 && $0 <= 1 - testShare
      },
      .range([CodingKeys.augmentFactor], augmentFactor, 1...1_000),
      .range([CodingKeys.sourceLimit], sourceLimit, 0...1_000_000),
      .range([CodingKeys.targetLimit], targetLimit, 0...1_000_000),
    ]
  }
}
