import Classical
import Random

/// Originals of a batch and as many mixes of them with any others.
public struct MixedBatch: Sendable {
  let originals: SampleMatrix
  /// None where there is no mixup.
  let mixes: SampleMatrix?

  init(
    _ rows: [Int], of features: SampleMatrix, mixup: Mixup?,
    using generator: inout SeededGenerator
  ) {
    originals = features.selecting(rows)
    mixes = mixup?.draw(for: rows, from: features.rows, using: &generator)(features)
  }

  /// Both, one below the other.
  var all: SampleMatrix { mixes.map(originals.appending) ?? originals }
}
