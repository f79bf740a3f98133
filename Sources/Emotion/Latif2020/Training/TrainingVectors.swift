/// What a classifier learns from in each epoch: fixed vectors, and as many mixes as there are
/// originals, drawn anew each time.
public struct TrainingVectors: Sendable {
  /// How many recordings the vectors stand for.
  let recordings: Int
  private let originals: LabelledFeatures
  private let mixup: Mixup?
  private let further: LabelledFeatures?

  /// - Parameters:
  ///   - mixup: how originals are mixed; nil where they are not.
  ///   - further: vectors that are learnt from as they are, such as synthetic ones.
  ///   - recordings: how many recordings the vectors stand for, where that is not the number of
  ///     originals.
  public init(
    _ originals: LabelledFeatures, mixup: Mixup? = nil, further: LabelledFeatures? = nil,
    recordings: Int? = nil
  ) {
    self.recordings = recordings ?? originals.count
    self.originals = originals
    self.mixup = mixup
    self.further = further
  }

  /// The vectors of one epoch, which the seed and its number decide.
  func ofEpoch(_ epoch: Int, seed: UInt64) -> LabelledFeatures {
    var vectors = originals
    if let mixup {
      let mixes = mixup.draw(forAll: originals.count, seed: seed, stream: "epoch \(epoch)")
      vectors = vectors.appending(mixes(originals))
    }
    if let further { vectors = vectors.appending(further) }
    return vectors
  }
}
