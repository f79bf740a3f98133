/// Table 2 of Latif et al. 2020 (section 5.1.2): support vector machines on features that were
/// compressed in several ways, without and with mixup, within a corpus.
public struct EncodedFeaturesExperiment {
  private let corpus: FeatureCorpus
  private let trainer: Trainer

  public static let name = "encoded-features"

  /// The settings of the table that differ from others, as `key=value`.
  public static let settings = ["mixupGAN.code=25"]

  public init(_ corpus: FeatureCorpus, trainer: Trainer) {
    self.corpus = corpus
    self.trainer = trainer
  }

  /// Runs every fold of every seed, or takes its outcomes where an earlier run left them.
  ///
  /// - Throws: `ConfigurationError` where nothing is held out; `SplitError` where the corpus cannot be
  ///   divided so, `TrainingInterrupted`,
  ///   `EngineError.notFinite` where a training diverges, `ClassicalError`.
  public func run() throws -> FeatureOutcome {
    try trainer.configuration.requireHoldOut()
    return try FoldCourse(trainer: trainer).outcome(
      of: Self.name, within: corpus, departingFrom: Self.settings
    ) { fold, part in
      try EncodedFeatures(trainer: trainer).outcomes(of: fold, part: part)
    }
  }
}
