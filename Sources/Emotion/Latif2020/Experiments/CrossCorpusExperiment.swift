public import Speech

/// Table 3 of Latif et al. 2020 (section 5.2): classifiers trained on a source corpus with real
/// features, synthetic ones, and both, and tested on a target corpus.
public struct CrossCorpusExperiment: Experiment {
  private let source: FeatureCorpus
  private let target: FeatureCorpus
  private let trainer: Trainer
  private let baselines: Bool

  public static let name = "cross-corpus"

  public static func comparisons(of rows: [String]) -> [RowPair] {
    SyntheticFeatures.comparisons(of: rows)
  }

  /// The settings of Table 3 where they differ from the preset's, as `key=value`.
  public static let settings = [
    "features.normalization=z-norm-corpus", "dnn.dropout=0.8", "dnn.hiddenOfBoth=400",
  ]

  /// - Parameters:
  ///   - source: the corpus to learn from.
  ///   - target: the one to test on.
  ///   - baselines: whether the GANs that the paper compares with are computed too.
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
        "The source has the classes \(source.classes.inShort), the target "
          + "\(target.classes.inShort); choose those of both with --classes.")
    }
    self.source = source
    self.target = target
    self.trainer = trainer
    self.baselines = baselines
  }

  /// Runs every seed, or takes its outcomes where an earlier run left them.
  ///
  /// - Throws: `SplitError` where the source lacks a class or nobody of it can be held out,
  ///   `TrainingInterrupted` after saving, `EngineError.notFinite` where a loss diverges,
  ///   `FileError` where the run cannot be written.
  public func run() throws -> ExperimentOutcome<ClassAnswers> {
    let walk = FoldWalk(trainer: trainer)
    try source.requireAllClasses(
      in: [Fold(name: source.use.manifest, training: source.labelled.map(\.id), test: [])])
    // Before anything is computed.
    for seed in trainer.seeds {
      _ = try FeatureFold.sourceParts(
        source, settings: trainer.configuration.crossCorpus,
        holdOut: trainer.configuration.holdOutOfDNN, seed: seed)
    }
    source.constantFeatures(
      trainer.configuration.features.normalization, training: [source.labelled.map(\.id)]
    ).map(trainer.observer.say)
    let outcomes = try walk.outcomes(
      of: walk.folds(1) { _, seed, part in
        FoldParts(part) {
          let fold = try FeatureFold(
            from: source, to: target, normalization: trainer.configuration.features.normalization,
            settings: trainer.configuration.crossCorpus,
            holdOut: trainer.configuration.holdOutOfDNN,
            seed: seed)
          return try SyntheticFeatures(trainer: trainer).outcomes(
            of: fold, part: part,
            neutral: source.classes.firstIndex(of: trainer.configuration.experiment.neutral),
            baselines: baselines)
        }
      })
    return ExperimentOutcome(
      experiment: Self.name, corpus: target, configuration: trainer.configuration,
      defaults: try walk.defaults(departing: Self.settings),
      inputs: FeatureInputs(target.kind, trainer.configuration.features.normalization),
      data: DataUse([source.use, target.use], overlap: try overlap()),
      outcomes: outcomes.flatMap(\.self))
  }

  /// What the source has in common with what is tested of the target.
  ///
  /// - Throws: `SplitError`.
  private func overlap() throws(SplitError) -> Overlap {
    let learnt = source.labelled.map { $0.numbered($0.id, joinedFrom: source.use.manifest) }
    let others = target.labelled.map { $0.numbered($0.id, joinedFrom: target.use.manifest) }
    let rule = HoldOutRule(trainer.configuration.crossCorpus.development)
    return Overlap(
      of: try trainer.seeds.map { seed throws(SplitError) in
        let split = try HoldOut(
          of: target.labelled, by: rule, seed: seed, stream: FeatureFold.developmentStream)
        return (learnt, split.training.map { others[$0] })
      })
  }

  /// With the others' figures as in Table 1.
  public static let published: Published? = Published(
    source: "Latif et al. 2020, Table 3 (IEMOCAP to MSP-IMPROV)",
    rows: [
      BaselineFeatures.real: Published.Row(average: 45.58, deviation: 0.40),
      BaselineFeatures.Model.conditional.synthetic: Published.Row(average: 33.96),
      BaselineFeatures.Model.conditional.both: Published.Row(average: 45.40),
      BaselineFeatures.Model.cycle.synthetic: Published.Row(average: 41.58, deviation: 1.29),
      BaselineFeatures.Model.cycle.both: Published.Row(average: 46.52, deviation: 0.43),
      SyntheticFeatures.Row.real.rawValue: Published.Row(average: 46.0, deviation: 0.57),
      SyntheticFeatures.Row.synthetic.rawValue: Published.Row(average: 42.15, deviation: 1.12),
      SyntheticFeatures.Row.both.rawValue: Published.Row(average: 46.60, deviation: 0.45),
    ])
}
