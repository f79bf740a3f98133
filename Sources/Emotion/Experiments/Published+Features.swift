extension Published {
  /// Latif et al. 2020, Table 1, where the other GANs' figures are those of Sahu et al. 2018 and Bao et
  /// al. 2019; the real features without mixup are Bao's.
  static let syntheticFeatures = Published(
    source: "Latif et al. 2020, Table 1 (IEMOCAP)",
    rows: [
      BaselineFeatures.real: Row(average: 59.48, deviation: 0.71),
      BaselineFeatures.Model.conditional.synthetic: Row(average: 34.09),
      BaselineFeatures.Model.conditional.both: Row(average: 60.29),
      BaselineFeatures.Model.cycle.synthetic: Row(average: 46.59, deviation: 0.75),
      BaselineFeatures.Model.cycle.both: Row(average: 60.37, deviation: 0.70),
      SyntheticFeatures.Row.real.rawValue: Row(average: 60.51, deviation: 0.57),
      SyntheticFeatures.Row.synthetic.rawValue: Row(average: 45.75, deviation: 0.81),
      SyntheticFeatures.Row.both.rawValue: Row(average: 61.05, deviation: 0.68),
    ])

  /// Latif et al. 2020, Table 3, with the others' figures as in Table 1.
  static let crossCorpus = Published(
    source: "Latif et al. 2020, Table 3 (IEMOCAP to MSP-IMPROV)",
    rows: [
      BaselineFeatures.real: Row(average: 45.58, deviation: 0.40),
      BaselineFeatures.Model.conditional.synthetic: Row(average: 33.96),
      BaselineFeatures.Model.conditional.both: Row(average: 45.40),
      BaselineFeatures.Model.cycle.synthetic: Row(average: 41.58, deviation: 1.29),
      BaselineFeatures.Model.cycle.both: Row(average: 46.52, deviation: 0.43),
      SyntheticFeatures.Row.real.rawValue: Row(average: 46.0, deviation: 0.57),
      SyntheticFeatures.Row.synthetic.rawValue: Row(average: 42.15, deviation: 1.12),
      SyntheticFeatures.Row.both.rawValue: Row(average: 46.60, deviation: 0.45),
    ])

  /// Latif et al. 2020, Table 2.
  static let encodedFeatures = Published(
    source: "Latif et al. 2020, Table 2 (IEMOCAP)",
    rows: [
      EncodedFeatures.row(.scaling, mixup: false): Row(average: 58.5),
      EncodedFeatures.row(.components, mixup: false): Row(average: 57.7),
      EncodedFeatures.row(.autoencoder, mixup: false): Row(average: 57.8),
      EncodedFeatures.row(.scaling, mixup: true): Row(average: 58.9),
      EncodedFeatures.row(.components, mixup: true): Row(average: 58.3),
      EncodedFeatures.row(.autoencoder, mixup: true): Row(average: 58.5),
      EncodedFeatures.proposed: Row(average: 59.6),
    ])
}
