/// The vectors of one fold under one seed, on the networks' scale.
public struct FeatureFold: Sendable {
  /// What is tested.
  public let name: String
  public let seed: UInt64
  /// What networks learn from.
  public let training: LabelledFeatures
  /// Drawn from the training part for early stopping and for choosing parameters.
  public let heldOut: LabelledFeatures
  public let test: LabelledFeatures
  /// The rows of the corpus that are tested.
  public let testRows: [Int]
  /// Whether the scale is 0...1.
  public let isBounded: Bool

  /// A fold within a corpus.
  ///
  /// - Parameters:
  ///   - share: how much of the training part is held out.
  ///   - normalization: statistics of the training part are those of all of it.
  public init(
    _ fold: Fold, of corpus: FeatureCorpus, normalization: FeatureSettings.Normalization,
    holdOut share: Double, seed: UInt64
  ) {
    let split = HoldOut(
      of: fold.training.map { corpus.labelled[$0] }, fraction: share, seed: seed,
      stream: fold.name)
    let scaled = corpus.normalized(normalization, training: fold.training)
    name = fold.name
    self.seed = seed
    training = corpus.vectors(split.training, from: scaled)
    heldOut = corpus.vectors(split.heldOut, from: scaled)
    test = corpus.vectors(fold.test, from: scaled)
    testRows = fold.test
    isBounded = normalization.isBounded
  }
}
