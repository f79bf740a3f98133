/// Table 1 and Figure 2 of Latif et al. 2020 (section 5.1.1): classifiers trained on real features,
/// on synthetic ones, and on both, within a corpus.
public struct SyntheticFeaturesExperiment: FeatureExperiment {
  public let corpus: FeatureCorpus
  public let trainer: Trainer
  private let baselines: Bool

  public static let name = "synthetic-features"

  public static func comparisons(of rows: [String]) -> [RowPair] {
    SyntheticFeatures.comparisons(of: rows)
  }

  /// - Parameter baselines: whether the GANs that the paper compares with are computed too.
  public init(_ corpus: FeatureCorpus, trainer: Trainer, baselines: Bool = false) {
    self.corpus = corpus
    self.trainer = trainer
    self.baselines = baselines
  }

  public func outcomes(of fold: FeatureFold, part: String) throws -> [RowOutcome<ClassAnswers>] {
    try SyntheticFeatures(trainer: trainer).outcomes(
      of: fold, part: part,
      neutral: corpus.classes.firstIndex(of: trainer.configuration.experiment.neutral),
      baselines: baselines)
  }

  /// Whether a row is of what the mixup GAN is compared with, where real features are not mixed.
  public static func isOfOtherModel(_ row: String) -> Bool { BaselineFeatures.rows.contains(row) }

  /// The other GANs' figures are those of Sahu et al. 2018 and Bao et al. 2019; the real features
  /// without mixup are Bao's.
  public static let published: Published? = Published(
    source: "Latif et al. 2020, Table 1 (IEMOCAP)",
    rows: [
      BaselineFeatures.real: Published.Row(average: 59.48, deviation: 0.71),
      BaselineFeatures.Model.conditional.synthetic: Published.Row(average: 34.09),
      BaselineFeatures.Model.conditional.both: Published.Row(average: 60.29),
      BaselineFeatures.Model.cycle.synthetic: Published.Row(average: 46.59, deviation: 0.75),
      BaselineFeatures.Model.cycle.both: Published.Row(average: 60.37, deviation: 0.70),
      SyntheticFeatures.Row.real.rawValue: Published.Row(average: 60.51, deviation: 0.57),
      SyntheticFeatures.Row.synthetic.rawValue: Published.Row(average: 45.75, deviation: 0.81),
      SyntheticFeatures.Row.both.rawValue: Published.Row(average: 61.05, deviation: 0.68),
    ])
}
