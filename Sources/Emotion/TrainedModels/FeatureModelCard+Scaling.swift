public import Classical
public import Speech

extension FeatureModelCard {
  /// Features on the scale of the networks.
  ///
  /// - Parameter speakers: of each row, where the model wants each speaker normalised alone.
  /// - Throws: `CorpusError.features` where the features are of another kind than those that the
  ///   model learnt from, speakers are needed, or one of them has a single recording.
  public func scaled(
    _ table: FeatureTable, speakers: [String]? = nil
  ) throws(CorpusError) -> SampleMatrix {
    try check(table.kind, table.names)
    return try scaled(SampleMatrix(table), speakers: speakers)
  }

  /// The features of a corpus on the scale of the networks.
  ///
  /// - Throws: `CorpusError.features` where they are of another kind.
  func scaled(_ corpus: FeatureCorpus) throws(CorpusError) -> SampleMatrix {
    try check(corpus.kind, corpus.names)
    return try scaled(corpus.features, speakers: corpus.labelled.map(\.speaker))
  }

  /// - Throws: `CorpusError.features` where features are of another kind than those that the model
  ///   learnt from.
  func check(_ kind: FeatureKind, _ columns: [String]) throws(CorpusError) {
    guard kind == features, columns == names else {
      throw .features(
        "The model learnt from features of another kind, \(features), \(names.count) columns, than "
          + "these, \(kind), \(columns.count) columns; compute them in the same way.")
    }
  }

  private func scaled(
    _ rows: SampleMatrix, speakers: [String]?
  ) throws(CorpusError) -> SampleMatrix {
    if normalization == .zNormCorpus {
      guard rows.rows != 1 else {
        throw .features(
          "The model learnt from features normalised by the mean and deviation of their corpus, and "
            + "one recording has no deviation; give more of its corpus.")
      }
      return FeatureScale.zNorm(of: rows)(rows)
    }
    if let scale { return scale(rows) }
    guard let speakers else {
      throw .features(
        "The model learnt from features normalised by speaker; give --manifest, which says whose "
          + "the recordings are.")
    }
    if speakers.contains("") {
      throw .features(
        "The model learnt from features normalised by speaker, and of some recordings the manifest does "
          + "not say who speaks; fill its column \"speaker\".")
    }
    let counts = Dictionary(speakers.map { ($0, 1) }, uniquingKeysWith: +)
    if let alone = counts.filter({ $0.value == 1 }).keys.min() {
      throw .features(
        "The model learnt from features normalised by the mean and deviation of each speaker, and the "
          + "one recording of \(alone) has no deviation; give more of this speaker, or none.")
    }
    return rows.zNormalized(bySpeakers: speakers)
  }

  /// How the model's features are computed from recordings.
  ///
  /// - Throws: `CorpusError.features` where they come from elsewhere.
  public func extraction() throws(CorpusError) -> FeatureSettings {
    guard let settings = FeatureSettings(features) else {
      throw .features(
        "The model learnt from features that are not computed here, \(features); give a table of "
          + "these instead of recordings.")
    }
    return settings
  }
}

extension FeatureSettings {
  /// How features of a kind are computed; nil where the kind is not one of ours or does not say.
  init?(_ kind: FeatureKind) {
    guard let variant = Emobase2010.Variant(rawValue: kind.variant), let rate = kind.sampleRate
    else { return nil }
    self.init()
    self.variant = variant
    sampleRate = rate
    loudnessFix = kind.switches.contains("loudness-fix")
    jitterFix = kind.switches.contains("jitter-fix")
    guard kind == Emobase2010(extraction, sampleRate: rate).kind else { return nil }
  }

  /// The settings by which other features than those of a kind are computed, as `key=value`: a table
  /// of these makes them idle.
  public func contradictions(with kind: FeatureKind) -> [String] {
    guard kind.isIS10 else { return ["features.variant=\(variant.rawValue)"] }
    let isSameRate = nativeRate || kind.sampleRate.map { $0 == sampleRate } ?? true
    return [
      variant.rawValue == kind.variant ? nil : "features.variant=\(variant.rawValue)",
      isSameRate ? nil : "features.sampleRate=\(sampleRate)",
      loudnessFix == kind.switches.contains("loudness-fix")
        ? nil : "features.loudnessFix=\(loudnessFix)",
      jitterFix == kind.switches.contains("jitter-fix") ? nil : "features.jitterFix=\(jitterFix)",
    ].compactMap(\.self)
  }
}

extension SampleMatrix {
  /// The features of a table.
  init(_ table: FeatureTable) {
    self.init(rows: table.files.count, columns: table.names.count, values: table.values)
  }
}
