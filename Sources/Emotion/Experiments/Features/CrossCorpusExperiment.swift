public import Speech

/// Table 3 of Latif et al. 2020 (section 5.2): classifiers trained on a source corpus with real
/// features, synthetic ones, and both, and tested on a target corpus.
public struct CrossCorpusExperiment {
  private let source: FeatureCorpus
  private let target: FeatureCorpus
  private let trainer: Trainer
  private let baselines: Bool

  public static let name = "cross-corpus"

  /// The settings of the table that differ from others, as `key=value`.
  public static let settings = [
    "features.normalization=z-norm-corpus", "dnn.dropout=0.8", "dnn.hiddenOfBoth=400",
  ]

  /// - Parameter baselines: whether the GANs that the paper compares with are computed too.
  /// - Throws: `CorpusError` where the corpora have not the same classes or kind of features.
  public init(
    from source: FeatureCorpus, to target: FeatureCorpus, trainer: Trainer,
    baselines: Bool = false
  ) throws(CorpusError) {
    guard source.kind == target.kind, source.names == target.names else {
      throw .features(
        "The source's features are \(source.kind), the target's \(target.kind), and only features "
          + "of one kind can be compared; compute both in the same way.")
    }
    guard source.classes == target.classes else {
      throw .classes(
        "The source has the classes \(source.classes.joined(separator: ", ")), the target "
          + "\(target.classes.joined(separator: ", ")); choose those of both with --classes.")
    }
    self.source = source
    self.target = target
    self.trainer = trainer
    self.baselines = baselines
  }

  /// Runs every seed, or takes its outcomes where an earlier run left them.
  ///
  /// - Throws: `TrainingInterrupted`, `EngineError.notFinite` where a training diverges.
  public func run() throws -> FeatureOutcome {
    let course = FoldCourse(trainer: trainer)
    let outcomes = try course.outcomes(folds: 1) { _, seed, part in
      let fold = FeatureFold(
        from: source, to: target, normalization: trainer.configuration.features.normalization,
        settings: trainer.configuration.crossCorpus, holdOut: trainer.configuration.dnn.holdOut,
        seed: seed)
      return try trainer.outcomes(
        of: fold, part: part, classes: source.classes, baselines: baselines)
    }
    return FeatureOutcome(
      experiment: Self.name, corpus: target, configuration: trainer.configuration,
      defaults: try course.defaults(departing: Self.settings), outcomes: outcomes,
      sharedSpeakers: [])
  }
}
