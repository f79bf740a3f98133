import Speech

/// The vectors of one fold.
public typealias FeatureFold = ExperimentFold<LabelledFeatures, VectorScale>

/// The scale of a fold's vectors.
public struct VectorScale: Sendable, Equatable {
  /// Whether it is 0...1.
  public let isBounded: Bool
  /// That of the training vectors; nil where each speaker or corpus has another.
  let own: FeatureScale?
  /// What models that learn from the fold learn from.
  let learnt: TrainingData
}

extension ExperimentFold<LabelledFeatures, VectorScale> {
  /// Vectors in all parts together.
  var count: Int { training.count + heldOut.count + test.count }

  /// A fold within a corpus.
  ///
  /// - Parameters:
  ///   - rule: what of the training part is held out.
  ///   - normalization: statistics of the training part are those of all of it.
  public init(
    _ fold: Fold, of corpus: FeatureCorpus, normalization: FeatureSettings.Normalization,
    holdOut rule: HoldOutRule, seed: UInt64
  ) throws(SplitError) {
    let split = try HoldOut(of: fold, in: corpus.labelled, by: rule, seed: seed)
    let scaled = corpus.normalized(normalization, training: fold.training)
    self.init(
      name: fold.name, seed: seed, training: corpus.vectors(split.training, from: scaled),
      heldOut: corpus.vectors(split.heldOut, from: scaled),
      test: corpus.vectors(fold.test, from: scaled), testRows: fold.test,
      scale: VectorScale(
        isBounded: normalization.isBounded,
        own: corpus.scale(normalization, training: fold.training),
        learnt: TrainingData((split.training + split.heldOut).map { corpus.labelled[$0] })))
  }

  /// What the draw of a target's development part is called.
  static var developmentStream: String { "development" }

  /// What of a source is learnt from and what held out of it; nil where early stopping listens to a part
  /// of the target.
  ///
  /// - Throws: `SplitError.noSpeakerToHoldOut`.
  static func sourceParts(
    _ source: FeatureCorpus, settings: CrossCorpusSettings, holdOut rule: HoldOutRule, seed: UInt64
  ) throws(SplitError) -> HoldOut? {
    switch settings.stopping {
    case .development: nil
    case .training: try HoldOut(of: source.labelled, by: rule, seed: seed, stream: "source")
    }
  }

  /// A source corpus to learn from, and the part of a target to test on that is left when the
  /// development part is drawn.
  ///
  /// - Parameter rule: what of the source is held out where early stopping listens to that.
  public init(
    from source: FeatureCorpus, to target: FeatureCorpus,
    normalization: FeatureSettings.Normalization, settings: CrossCorpusSettings,
    holdOut rule: HoldOutRule, seed: UInt64
  ) throws(SplitError) {
    let all = source.labelled.map(\.id)
    let scaled = source.normalized(normalization, training: all)
    let own =
      switch normalization {
      case .minMax, .zNorm:
        source.scale(normalization, training: all)?(target.features) ?? target.features
      case .zNormCorpus, .zNormSpeaker:
        target.normalized(normalization, training: target.labelled.map(\.id))
      }
    let split = try HoldOut(
      of: target.labelled, by: HoldOutRule(settings.development), seed: seed,
      stream: Self.developmentStream)
    let parts = try Self.sourceParts(source, settings: settings, holdOut: rule, seed: seed)
    let heldOut = parts.map { source.vectors($0.heldOut, from: scaled) }
    self.init(
      name: "test part", seed: seed,
      training: source.vectors(parts?.training ?? all, from: scaled),
      heldOut: heldOut ?? target.vectors(split.heldOut, from: own),
      test: target.vectors(split.training, from: own), testRows: split.training,
      scale: VectorScale(
        isBounded: normalization.isBounded, own: source.scale(normalization, training: all),
        learnt: TrainingData(
          source.labelled + (heldOut == nil ? split.heldOut.map { target.labelled[$0] } : []))))
  }
}
