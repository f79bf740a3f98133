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
    return features.zNormalized(by: normalization == .zNormCorpus ? corpora : speakers)
  }

  /// A sentence on recordings that are all that there is of their speaker, or corpus, and become zeros
  /// where each of these is normalised alone; nil where there are none.
  public func onlyRecordings(_ normalization: FeatureSettings.Normalization) -> String? {
    let (groups, what): ([String], String)
    switch normalization {
    case .minMax, .zNorm: return nil
    case .zNormCorpus: (groups, what) = (corpora, "corpus")
    case .zNormSpeaker: (groups, what) = (speakers, "speaker")
    }
    let sizes = Dictionary(groups.map { ($0, 1) }, uniquingKeysWith: +)
    let alone = groups.indices.filter { sizes[groups[$0]] == 1 }
    guard let first = alone.first else { return nil }
    return
      "\(alone.count) recording\(alone.count == 1 ? " is" : "s are each") all that there is of a \(what), such as "
      + "\(files[first]): without a deviation, all features become 0 by \(normalization.rawValue)."
  }

  private var speakers: [String] { labelled.map(\.speaker) }
  private var corpora: [String] { labelled.map(\.identity.corpus) }

  /// The one scale of all utterances; nil where each speaker, or each of several corpora, has another.
  public func scale(
    _ normalization: FeatureSettings.Normalization, training: [Int]
  ) -> FeatureScale? {
    switch normalization {
    case .minMax: .minMax(of: features.selecting(training))
    case .zNorm: .zNorm(of: features.selecting(training))
    case .zNormCorpus: Set(corpora).count == 1 ? .zNorm(of: features) : nil
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
      case .zNormCorpus:
        (
          [features.constants(by: corpora)], Set(corpora).count == 1 ? "the corpus" : "a corpus"
        )
      case .zNormSpeaker: ([features.constants(by: speakers)], "the recordings of a speaker")
      }
    guard let least = counts.min(), let most = counts.max(), most > 0 else { return nil }
    return "\(least == most ? "" : "\(least) to ")\(most) of \(names.count) features "
      + "\(most == 1 ? "is" : "are") constant in \(place) and \(most == 1 ? "counts" : "count") as 0."
  }
}

extension SampleMatrix {
  /// Each group's samples by their own mean and deviation.
  ///
  /// - Parameter groups: that of each sample, its speaker or its corpus.
  func zNormalized(by groups: [String]) -> SampleMatrix {
    var normalized = self
    for rows in Self.rows(by: groups) {
      let own = selecting(rows)
      let scaled = FeatureScale.zNorm(of: own)(own)
      for (index, row) in rows.enumerated() {
        normalized.values.replaceSubrange(row * columns..<(row + 1) * columns, with: scaled[index])
      }
    }
    return normalized
  }

  /// How many features count as constant among the samples of at least one group.
  fileprivate func constants(by groups: [String]) -> Int {
    let scales = Self.rows(by: groups).map { FeatureScale.zNorm(of: selecting($0)) }
    return (0..<columns).count { column in scales.contains { $0.span[column] == 0 } }
  }

  private static func rows(by groups: [String]) -> some Collection<[Int]> {
    Dictionary(grouping: groups.indices, by: { groups[$0] }).values
  }
}
