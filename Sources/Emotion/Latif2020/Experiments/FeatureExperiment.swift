/// An experiment on utterance features within a corpus.
public protocol FeatureExperiment: Experiment {
  /// What trains, and keeps the outcomes.
  var trainer: Trainer { get }
  /// What is divided into folds.
  var corpus: FeatureCorpus { get }

  /// Computes the rows of one fold.
  ///
  /// - Parameter part: what the names of the run's parts begin with.
  /// - Throws: `TrainingInterrupted` after saving; `EngineError`, `.notFinite` where a loss
  ///   diverges; `ClassicalError`; `FileError` where the run cannot be written.
  func outcomes(of fold: FeatureFold, part: String) throws -> [RowOutcome<ClassAnswers>]

  /// Whether parameters are chosen on what is held out, so that there must be some.
  var choosesOnHoldOut: Bool { get }
}

extension FeatureExperiment {
  public var choosesOnHoldOut: Bool { false }

  /// Runs every fold of every seed, or takes its outcomes where an earlier run left them.
  ///
  /// - Parameter division: what the folds are; it was applied to the corpus.
  /// - Throws: `SettingsError` where nothing is held out and something must be; `SplitError` where
  ///   the corpus cannot be divided so; and what `outcomes(of:part:)` throws.
  public func run(_ division: Division = .speakers) throws -> ExperimentOutcome<ClassAnswers> {
    let configuration = trainer.configuration
    if choosesOnHoldOut { try configuration.requireHoldOut() }
    let folds = try division.folds(of: corpus, configuration.experiment)
    // Before anything is computed.
    let rule = configuration.holdOutOfDNN
    for seed in trainer.seeds {
      for fold in folds { _ = try fold.heldOut(of: corpus.labelled, by: rule, seed: seed) }
    }
    let walk = FoldWalk(trainer: trainer)
    try walk.note(folds, of: corpus)
    corpus.constantFeatures(
      configuration.features.normalization, training: folds.map(\.training)
    ).map(trainer.observer.say)
    let outcomes = try walk.outcomes(
      of: walk.folds(folds.count) { number, seed, part in
        FoldParts(part, onDevice: !choosesOnHoldOut) {
          let fold = try FeatureFold(
            folds[number], of: corpus, normalization: configuration.features.normalization,
            holdOut: rule, seed: seed)
          return try self.outcomes(of: fold, part: part)
        }
      })
    return ExperimentOutcome(
      experiment: Self.name, corpus: corpus, configuration: configuration,
      defaults: division.defaults(
        try walk.defaults(departing: Self.settings), of: configuration),
      inputs: FeatureInputs(corpus.kind, configuration.features.normalization),
      data: DataUse([corpus.use], overlap: Overlap(of: folds, in: corpus.labelled)),
      outcomes: outcomes.flatMap(\.self))
  }
}
