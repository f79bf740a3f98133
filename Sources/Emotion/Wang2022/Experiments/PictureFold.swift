/// The utterances of one fold.
public typealias PictureFold = ExperimentFold<[Utterance], PictureScale>

/// The scale of a fold's pictures, whose statistics are those of all of its training part.
public struct PictureScale: Sendable, Equatable {
  /// From dB to the models' scale.
  public let normalization: Normalization
  /// Silence on the models' scale.
  public let padding: Float

  /// - Parameter floor: silence in dB.
  public init(_ normalization: Normalization, floor: Float) {
    (self.normalization, padding) = (normalization, normalization(floor))
  }
}

extension ExperimentFold<[Utterance], PictureScale> {
  /// A fold within a corpus. What is held out is drawn before anything is augmented, so that no
  /// copy of it is trained on.
  ///
  /// - Parameters:
  ///   - corpus: with pictures in dB.
  ///   - floor: silence in dB.
  ///   - rule: what of the training part is held out.
  ///   - stream: what with the seed decides what is held out; the fold's name where nil.
  /// - Throws: `SplitError.noSpeakerToHoldOut`.
  public init(
    _ fold: Fold, of corpus: Corpus, floor: Float, holdOut rule: HoldOutRule, seed: UInt64,
    stream: String? = nil
  ) throws(SplitError) {
    let split = try HoldOut(
      of: fold, in: corpus.labelled, by: rule, seed: seed, stream: stream)
    let normalization = Normalization(of: corpus[fold.training].map(\.picture))
    func scaled(_ ids: [Int]) -> [Utterance] {
      corpus[ids].map { $0.showing(normalization($0.picture)) }
    }
    self.init(
      name: fold.name, seed: seed, training: scaled(split.training),
      heldOut: scaled(split.heldOut), test: scaled(fold.test), testRows: fold.test,
      scale: PictureScale(normalization, floor: floor))
  }
}
