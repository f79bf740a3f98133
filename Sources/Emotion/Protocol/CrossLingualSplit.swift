import Speech

/// One division of a target corpus: what is tested, and the little and the much to train on.
public struct CrossLingualSplit: Sendable, Equatable {
  /// Identifiers that are tested.
  public let test: [Int]
  /// Those of Low Target, which are among Full Target's.
  public let low: [Int]
  /// Those of Full Target: all that are not tested.
  public let full: [Int]

  /// Draws from every class its share, by utterance as in the paper: speakers stand on both sides.
  ///
  /// - Parameters:
  ///   - target: the target's utterances.
  ///   - name: what sets this draw apart from others of the same seed.
  public init(
    of target: [LabelledUtterance], settings: CrossLingualSettings, seed: UInt64, name: String
  ) {
    var generator = SeededGenerator(seed: seed, stream: "cross-lingual \(name)")
    var drawn = target
    if settings.targetLimit > 0 {
      let sizes = Dictionary(target.map { ($0.label, 1) }, uniquingKeysWith: +)
      let kept = StratifiedDraw.draw(target, using: &generator) { label in
        min(1, Double(settings.targetLimit) / Double(sizes[label, default: 1]))
      }
      drawn = target.filter { kept.contains($0.id) }
    }
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
