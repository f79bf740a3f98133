import Random

/// The imbalanced corpus of Wang et al., section 3.1.2: some classes cut at random to a fraction.
///
/// It is drawn once a seed over the whole corpus; a fold trains on what is kept of its training
/// part.
public struct ImbalancedSubset: Sendable, Equatable {
  /// The identifiers that are kept.
  public let kept: Set<Int>

  /// Draws the subset.
  ///
  /// - Parameters:
  ///   - reduced: the classes that are cut, in the paper all but neutral.
  ///   - fraction: what is kept of each of them, in the paper 0.2.
  public init(
    of utterances: [LabelledUtterance], reducing reduced: Set<Int>, to fraction: Double = 0.2,
    seed: UInt64
  ) {
    var generator = SeededGenerator(seed: seed, stream: "imbalance")
    kept = StratifiedDraw.draw(utterances, using: &generator) { label in
      reduced.contains(label) ? fraction : 1
    }
  }
}
