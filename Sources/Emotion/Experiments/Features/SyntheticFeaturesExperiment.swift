import Engine

/// Table 1 and Figure 2 of Latif et al. 2020 (section 5.1.1): classifiers trained on real features, on
/// synthetic ones, and on both, within a corpus.
public struct SyntheticFeaturesExperiment {
  private let corpus: FeatureCorpus
  private let trainer: Trainer

  public static let name = "synthetic-features"

  public init(_ corpus: FeatureCorpus, trainer: Trainer) {
    self.corpus = corpus
    self.trainer = trainer
  }

  /// Runs every fold of every seed, or takes its outcomes where an earlier run left them.
  ///
  /// - Throws: `SplitError` where the corpus cannot be divided so, `TrainingInterrupted`,
  ///   `EngineError.notFinite` where a training diverges.
  public func run() throws -> FeatureOutcome {
    let folds = try corpus.folds(trainer.configuration.experiment)
    let outcomes = try FoldCourse(trainer: trainer).outcomes(folds: folds.count) {
      number, seed, part in
      let fold = FeatureFold(
        folds[number], of: corpus, normalization: trainer.configuration.features.normalization,
        holdOut: trainer.configuration.dnn.holdOut, seed: seed)
      return try SyntheticFeatures(trainer: trainer).outcomes(of: fold, part: part)
    }
    return FeatureOutcome(
      experiment: Self.name, corpus: corpus, configuration: trainer.configuration,
      defaults: Configuration(trainer.configuration.preset), outcomes: outcomes,
      sharedSpeakers: Set(folds.flatMap { $0.overlap(in: corpus.labelled) }).sorted())
  }
}

extension FeatureCorpus {
  /// The folds of an experiment within the corpus, in each of which every class can be learnt.
  ///
  /// - Throws: `SplitError`.
  func folds(_ settings: ExperimentSettings) throws(SplitError) -> [Fold] {
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
