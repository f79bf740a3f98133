public import Classical
public import Speech

extension FeatureModelCard {
  /// Features on the scale of the networks.
  ///
  /// - Parameter owners: of the rows, where the model wants each speaker or corpus normalised alone; all
  ///   rows are of one corpus where nil.
  /// - Throws: `CorpusError.features` where the features are of another kind than those that the
  ///   model learnt from, speakers are needed, or a speaker or corpus has a single recording.
  public func scaled(
    _ table: FeatureTable, owners: [FeatureTable.Owner]? = nil
  ) throws(CorpusError) -> SampleMatrix {
    try check(table.kind, table.names)
    return try scaled(SampleMatrix(table), owners: owners)
  }

  /// The features of a corpus on the scale of the networks.
  ///
  /// - Throws: `CorpusError.features` where they are of another kind.
  func scaled(_ corpus: FeatureCorpus) throws(CorpusError) -> SampleMatrix {
    try check(corpus.kind, corpus.names)
    return try scaled(
      corpus.features,
      owners: corpus.labelled.map { .init(speaker: $0.speaker, corpus: $0.identity.corpus) })
  }

  /// - Throws: `CorpusError.features` where features are of another kind than those that the model
  ///   learnt from.
  func check(_ kind: FeatureKind, _ columns: [String]) throws(CorpusError) {
    if columns != names, columns.sorted() == names.sorted() {
      throw .features(
        "The model learnt from the same \(names.count) features in another order; put the columns into that "
          + "of its table, \(names.prefix(3).joined(separator: ", ")) first.")
    }
    guard kind == features, columns == names else {
      throw .features(
        "The model learnt from features of another kind, \(features), \(names.count) columns, than "
          + "these, \(kind), \(columns.count) columns; compute them in the same way.")
    }
  }

  private func scaled(
    _ rows: SampleMatrix, owners: [FeatureTable.Owner]?
  ) throws(CorpusError) -> SampleMatrix {
    if normalization == .zNormCorpus {
      let corpora = owners?.map(\.corpus) ?? Array(repeating: "", count: rows.rows)
      if let alone = Self.alone(among: corpora) {
        throw .features(
          "The model learnt from features normalised by the mean and deviation of their corpus, and "
            + "one recording\(alone.isEmpty ? "" : " of \(alone)") has no deviation; give more of its "
            + "corpus.")
      }
      return rows.zNormalized(by: corpora)
    }
    if let scale { return scale(rows) }
    guard let speakers = owners?.map(\.speaker) else {
      throw .features(
        "The model learnt from features normalised by speaker; give --manifest, which says whose "
          + "the recordings are.")
    }
    if speakers.contains("") {
      throw .features(
        "The model learnt from features normalised by speaker, and of some recordings the manifest does "
          + "not say who speaks; fill its column \"speaker\".")
    }
    if let alone = Self.alone(among: speakers) {
      throw .features(
        "The model learnt from features normalised by the mean and deviation of each speaker, and the "
          + "one recording of \(alone) has no deviation; give more of this speaker, or none.")
    }
    return rows.zNormalized(by: speakers)
  }

  /// The first of the groups that have a single sample; nil where all have several.
  private static func alone(among groups: [String]) -> String? {
    Dictionary(groups.map { ($0, 1) }, uniquingKeysWith: +).filter { $0.value == 1 }.keys.min()
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
