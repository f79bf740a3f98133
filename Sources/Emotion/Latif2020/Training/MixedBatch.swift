import Classical
import Random

/// Originals of a batch and as many mixes of them with any others.
public struct MixedBatch: Sendable {
  let originals: SampleMatrix
  /// None where there is no mixup.
  let mixes: SampleMatrix?

  /// - Parameters:
  ///   - rows: those of the whole batch.
  ///   - samples: the positions among them of those that are wanted.
  init(
    _ rows: [Int], _ samples: Range<Int>, of features: SampleMatrix, mixup: Mixup?,
    using generator: inout SeededGenerator
  ) {
    originals = features.selecting(Array(rows[samples]))
    // All are drawn: who mixes with whom does not depend on who computes it.
    mixes = mixup?.draw(for: rows, from: features.rows, using: &generator)[samples](features)
  }

  /// Both, one below the other.
  var all: SampleMatrix { mixes.map(originals.appending) ?? originals }
}
