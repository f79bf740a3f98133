/// The utterances of one fold.
public typealias PictureFold = ExperimentFold<[Utterance], PictureScale>

/// The scale of a fold's pictures, whose statistics are those of all of its training part.
public struct PictureScale: Sendable, Equatable {
  /// From dB to the models' scale.
  public let normalization: Normalization
  /// Silence on the models' scale.
  public let padding: Float
}

extension ExperimentFold<[Utterance], PictureScale> {
  /// A fold within a corpus. What is held out is drawn before anything is augmented, so that no
  /// copy of it is trained on.
  ///
  /// - Parameters:
  ///   - corpus: with pictures in dB.
  ///   - floor: silence in dB.
  ///   - share: how much of the training part is held out.
  ///   - stream: what with the seed decides what is held out; the fold's name where nil.
  public init(
    _ fold: Fold, of corpus: Corpus, floor: Float, holdOut share: Double, seed: UInt64,
    stream: String? = nil
  ) {
    let split = HoldOut(
      of: fold, in: corpus.labelled, fraction: share, seed: seed, stream: stream)
    let normalization = Normalization(of: corpus[fold.training].map(\.picture))
    func scaled(_ ids: [Int]) -> [Utterance] {
      corpus[ids].map { $0.showing(normalization($0.picture)) }
    }
    self.init(
      name: fold.name, seed: seed, training: scaled(split.training),
      heldOut: scaled(split.heldOut), test: scaled(fold.test), testRows: fold.test,
      scale: PictureScale(normalization: normalization, padding: normalization(floor)))
  }
}
