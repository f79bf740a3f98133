extension Published {
  /// Latif et al. 2020, Table 1.
  static let syntheticFeatures = Published(
    source: "Latif et al. 2020, Table 1 (IEMOCAP)",
    rows: [
      SyntheticFeatures.Row.real.rawValue: Row(average: 60.51, deviation: 0.57),
      SyntheticFeatures.Row.synthetic.rawValue: Row(average: 45.75, deviation: 0.81),
      SyntheticFeatures.Row.both.rawValue: Row(average: 61.05, deviation: 0.68),
    ])

  /// Latif et al. 2020, Table 3.
  static let crossCorpus = Published(
    source: "Latif et al. 2020, Table 3 (IEMOCAP to MSP-IMPROV)",
    rows: [
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
