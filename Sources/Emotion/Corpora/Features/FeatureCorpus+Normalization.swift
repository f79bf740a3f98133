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

  /// How many features count as constant where their scale is made, and so are 0, as a sentence; nil
  /// where none does.
  ///
  /// - Parameter parts: the training parts, one a fold.
  public func constantFeatures(
    _ normalization: FeatureSettings.Normalization, training parts: [[Int]]
  ) -> String? {
    let (counts, place): ([Int], String) =
      switch normalization {
      case .minMax, .zNorm:
        (
          parts.compactMap { scale(normalization, training: $0)?.constants },
          parts.count == 1 ? "the training part" : "the folds' training parts"
        )
      case .zNormCorpus: ([FeatureScale.zNorm(of: features).constants], "the corpus")
      case .zNormSpeaker:
        ([features.constants(bySpeakers: labelled.map(\.speaker))], "the recordings of a speaker")
      }
    guard let least = counts.min(), let most = counts.max(), most > 0 else { return nil }
    return "\(least == most ? "" : "\(least) to ")\(most) of \(names.count) features "
      + "\(most == 1 ? "is" : "are") constant in \(place) and \(most == 1 ? "counts" : "count") as 0."
  }
}

extension SampleMatrix {
  /// Each speaker's samples by their own mean and deviation.
  ///
  /// - Parameter speakers: that of each sample.
  func zNormalized(bySpeakers speakers: [String]) -> SampleMatrix {
    var normalized = self
    for rows in Self.rows(bySpeakers: speakers) {
      let own = selecting(rows)
      let scaled = FeatureScale.zNorm(of: own)(own)
      for (index, row) in rows.enumerated() {
        normalized.values.replaceSubrange(row * columns..<(row + 1) * columns, with: scaled[index])
      }
    }
    return normalized
  }

  /// How many features count as constant among the samples of at least one speaker.
  fileprivate func constants(bySpeakers speakers: [String]) -> Int {
    let scales = Self.rows(bySpeakers: speakers).map { FeatureScale.zNorm(of: selecting($0)) }
    return (0..<columns).count { column in scales.contains { $0.span[column] == 0 } }
  }

  private static func rows(bySpeakers speakers: [String]) -> some Collection<[Int]> {
    Dictionary(grouping: speakers.indices, by: { speakers[$0] }).values
  }
}
