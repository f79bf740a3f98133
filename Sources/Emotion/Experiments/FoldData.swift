/// The utterances of one fold on the models' scale, whose statistics are those of the training part.
public struct FoldData {
  /// What classifiers and augmentor learn from.
  public let training: [Utterance]
  /// Drawn from the training part for early stopping; no augmented copies of these are trained on.
  public let heldOut: [Utterance]
  public let test: [Utterance]
  public let normalization: Normalization
  /// Silence on the models' scale.
  public let padding: Float

  /// - Parameters:
  ///   - corpus: with pictures in dB.
  ///   - floor: silence in dB.
  ///   - share: how much of the training part is held out.
  ///   - stream: the name of the fold, which with the seed decides what is held out.
  public init(
    _ corpus: Corpus, training: [Int], test: [Int], floor: Float, holdOut share: Double,
    seed: UInt64, stream: String
  ) {
    let split = HoldOut(
      of: corpus[training].map(\.labelled), fraction: share, seed: seed, stream: stream)
    let normalization = Normalization(of: corpus[training].map(\.picture))
    func scaled(_ ids: [Int]) -> [Utterance] {
      corpus[ids].map { $0.showing(normalization($0.picture)) }
    }
    self.training = scaled(split.training)
    heldOut = scaled(split.heldOut)
    self.test = scaled(test)
    self.normalization = normalization
    padding = normalization(floor)
  }
}
