/// Table 2 of Latif et al. 2020 (section 5.1.2): support vector machines on features that were
/// compressed in several ways, without and with mixup, within a corpus.
public struct EncodedFeaturesExperiment: FeatureExperiment {
  public let corpus: FeatureCorpus
  public let trainer: Trainer

  public static let name = "encoded-features"

  /// The others with the paper's own model, and each that has mixup with the same without it.
  public static func comparisons(of rows: [String]) -> [RowPair] {
    RowPair.each(of: rows, against: [EncodedFeatures.proposed])
      + EncodedFeatures.Reducer.allCases.map {
        RowPair(
          EncodedFeatures.row($0, mixup: true), against: EncodedFeatures.row($0, mixup: false))
      }
  }

  /// The setting of Table 2 that differs from the preset's, as `key=value`.
  public static let settings = ["mixupGAN.code=25"]

  public init(_ corpus: FeatureCorpus, trainer: Trainer) {
    self.corpus = corpus
    self.trainer = trainer
  }

  /// The cost and the width of the machines.
  public var choosesOnHoldOut: Bool { true }

  public func outcomes(of fold: FeatureFold, part: String) throws -> [RowOutcome<ClassAnswers>] {
    try EncodedFeatures(trainer: trainer).outcomes(of: fold, part: part)
  }

  public static let published: Published? = Published(
    source: "Latif et al. 2020, Table 2 (IEMOCAP)",
    rows: [
      EncodedFeatures.row(.scaling, mixup: false): Published.Row(average: 58.5),
      EncodedFeatures.row(.components, mixup: false): Published.Row(average: 57.7),
      EncodedFeatures.row(.autoencoder, mixup: false): Published.Row(average: 57.8),
      EncodedFeatures.row(.scaling, mixup: true): Published.Row(average: 58.9),
      EncodedFeatures.row(.components, mixup: true): Published.Row(average: 58.3),
      EncodedFeatures.row(.autoencoder, mixup: true): Published.Row(average: 58.5),
      EncodedFeatures.proposed: Published.Row(average: 59.6),
    ])
}
