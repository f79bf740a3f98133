public import Classical

extension FeatureCorpus {
  /// All features on the scale that a normalisation makes.
  ///
  /// - Parameter training: the utterances whose statistics count where they are those of the
  ///   training part.
  public func normalized(
    _ normalization: FeatureSettings.Normalization, training: [Int]
  ) -> SampleMatrix {
    if let scale = scale(normalization, training: training) { return scale(features) }
    return features.zNormalized(bySpeakers: labelled.map(\.speaker))
  }

  /// The one scale of all utterances; nil where each speaker has another.
  public func scale(
    _ normalization: FeatureSettings.Normalization, training: [Int]
  ) -> FeatureScale? {
    switch normalization {
    case .minMax: .minMax(of: features.selecting(training))
    case .zNorm: .zNorm(of: features.selecting(training))
    case .zNormCorpus: .zNorm(of: features)
    case .zNormSpeaker: nil
    }
  }
}

extension SampleMatrix {
  /// Each speaker's samples by their own mean and deviation.
  ///
  /// - Parameter speakers: that of each sample.
  func zNormalized(bySpeakers speakers: [String]) -> SampleMatrix {
    var normalized = self
    for rows in Dictionary(grouping: speakers.indices, by: { speakers[$0] }).values {
      let own = selecting(rows)
      let scaled = FeatureScale.zNorm(of: own)(own)
      for (index, row) in rows.enumerated() {
        normalized.values.replaceSubrange(row * columns..<(row + 1) * columns, with: scaled[index])
      }
    }
    return normalized
  }
}
