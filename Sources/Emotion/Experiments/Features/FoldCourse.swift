/// The folds of an experiment under each seed, of which a resumed run repeats none that was finished.
struct FoldCourse {
  let trainer: Trainer

  /// Computes every fold, or takes its outcomes where an earlier run left them.
  ///
  /// - Parameters:
  ///   - count: how many folds there are.
  ///   - body: computes the outcomes of one fold; its parts of the run begin with the given name.
  /// - Throws: what `body` throws.
  func outcomes(
    folds count: Int, _ body: (_ fold: Int, _ seed: UInt64, _ part: String) throws -> [RowOutcome]
  ) throws -> [RowOutcome] {
    var outcomes: [RowOutcome] = []
    for repetition in 0..<UInt64(trainer.configuration.experiment.seeds) {
      let seed = trainer.configuration.seed + repetition
      for fold in 0..<count {
        let part = "seed\(seed)-fold\(fold + 1)"
        outcomes += try trainer.kept(part) { try body(fold, seed, part) }
      }
    }
    return outcomes
  }

  /// Computes every fold within a corpus.
  ///
  /// - Parameters:
  ///   - settings: those from which the experiment's configuration begins, as `key=value`.
  ///   - body: computes the outcomes of one fold.
  /// - Throws: `SplitError` where the corpus cannot be divided, and what `body` throws.
  func outcome(
    of experiment: String, within corpus: FeatureCorpus, departingFrom settings: [String] = [],
    _ body: (FeatureFold, _ part: String) throws -> [RowOutcome]
  ) throws -> FeatureOutcome {
    let configuration = trainer.configuration
    let folds = try corpus.folds(configuration.experiment)
    let outcomes = try outcomes(folds: folds.count) { number, seed, part in
      let fold = FeatureFold(
        folds[number], of: corpus, normalization: configuration.features.normalization,
        holdOut: configuration.dnn.holdOut, seed: seed)
      return try body(fold, part)
    }
    return FeatureOutcome(
      experiment: experiment, corpus: corpus, configuration: configuration,
      defaults: try defaults(departing: settings), outcomes: outcomes,
      sharedSpeakers: Set(folds.flatMap { $0.overlap(in: corpus.labelled) }).sorted())
  }

  /// The configuration that an experiment begins from.
  ///
  /// - Parameter settings: those that differ from the preset's, as `key=value`.
  func defaults(departing settings: [String]) throws(ConfigurationError) -> Configuration {
    try Configuration(
      preset: trainer.configuration.preset,
      sources: settings.map { text throws(ConfigurationError) in try .setting(text) })
  }
}

extension FeatureCorpus {
  /// The folds of an experiment within the corpus, in each of which every class can be learnt.
  ///
  /// - Throws: `SplitError`.
  fileprivate func folds(_ settings: ExperimentSettings) throws(SplitError) -> [Fold] {
    let folds =
      settings.folds == 0
      ? try Fold.standard(labelled) : try Fold.grouped(labelled, folds: settings.folds)
    for fold in folds {
      let missing = classesMissing(in: fold.training)
      guard missing.isEmpty else {
        throw .missingClasses(fold: fold.name, classes: missing)
      }
    }
    return folds
  }
}
