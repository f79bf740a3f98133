import Random

/// One division of a source and a target corpus: what is tested, and the little and the much to
/// train on.
public struct CrossLingualSplit: Sendable, Equatable {
  /// Identifiers of the source, all of which is trained on.
  public let source: [Int]
  /// Those of the target that are tested.
  public let test: [Int]
  /// Those of Low Target, which are among Full Target's.
  public let low: [Int]
  /// Those of Full Target: all that are not tested.
  public let full: [Int]

  /// Draws from every class its share, by utterance as in the paper: speakers stand on both sides.
  ///
  /// - Parameters:
  ///   - source: the source's utterances.
  ///   - target: the target's.
  public init(
    from source: [LabelledUtterance], to target: [LabelledUtterance],
    settings: CrossLingualSettings, seed: UInt64
  ) {
    var sourceGenerator = SeededGenerator(seed: seed, stream: "cross-lingual source")
    self.source = StratifiedDraw.limited(
      source, to: settings.sourceLimit, using: &sourceGenerator
    ).map(\.id)
    var generator = SeededGenerator(seed: seed, stream: "cross-lingual target")
    let limit = settings.limit(ofTarget: Set(target.map(\.identity.corpus)))
    let drawn = StratifiedDraw.limited(target, to: limit, using: &generator)
    let tested = StratifiedDraw.draw(drawn, using: &generator) { _ in settings.testShare }
    let left = drawn.filter { !tested.contains($0.id) }
    let little = StratifiedDraw.draw(left, using: &generator) { _ in
      settings.lowShare / (1 - settings.testShare)
    }
    test = drawn.map(\.id).filter(tested.contains)
    low = drawn.map(\.id).filter(little.contains)
    full = left.map(\.id)
  }
}
