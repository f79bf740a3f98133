extension Published {
  /// Latif et al. 2020, Table 1.
  static let syntheticFeatures = Published(
    source: "Latif et al. 2020, Table 1 (IEMOCAP)",
    rows: [
      "real": Row(average: 60.51, deviation: 0.57),
      "synthetic": Row(average: 45.75, deviation: 0.81),
      "real + synthetic": Row(average: 61.05, deviation: 0.68),
    ])
}
