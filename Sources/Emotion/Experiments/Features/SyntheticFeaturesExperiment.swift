/// Table 1 and Figure 2 of Latif et al. 2020 (section 5.1.1): classifiers trained on real features, on
/// synthetic ones, and on both, within a corpus.
public struct SyntheticFeaturesExperiment {
  private let corpus: FeatureCorpus
  private let trainer: Trainer
  private let baselines: Bool

  public static let name = "synthetic-features"

  /// - Parameter baselines: whether the GANs that the paper compares with are computed too.
  public init(_ corpus: FeatureCorpus, trainer: Trainer, baselines: Bool = false) {
    self.corpus = corpus
    self.trainer = trainer
    self.baselines = baselines
  }

  /// Runs every fold of every seed, or takes its outcomes where an earlier run left them.
  ///
  /// - Throws: `SplitError` where the corpus cannot be divided so, `TrainingInterrupted`,
  ///   `EngineError.notFinite` where a training diverges.
  public func run() throws -> FeatureOutcome {
    try FoldCourse(trainer: trainer).outcome(of: Self.name, within: corpus) { fold, part in
      try trainer.outcomes(
        of: fold, part: part, classes: corpus.classes, baselines: baselines)
    }
  }
}
