public import Engine
public import Speech

extension TrainedMixupGAN {
  /// Features on the scale of the networks.
  ///
  /// - Parameter speakers: of each row, where the model wants each speaker normalised alone.
  /// - Throws: `CorpusError.features` where the features are of another kind than those that the
  ///   model learnt from, or the speakers are needed.
  public func scaled(
    _ table: FeatureTable, speakers: [String]? = nil
  ) throws(CorpusError) -> SampleMatrix {
    guard table.kind == card.features, table.names == card.names else {
      throw .features(
        "The model learnt from features of another kind, \(card.features), \(card.names.count) "
          + "columns, than these, \(table.kind), \(table.names.count) columns; compute them in the "
          + "same way.")
    }
    let features = SampleMatrix(table)
    if let scale = card.scale, card.normalization != .zNormCorpus { return scale(features) }
    if card.normalization == .zNormCorpus { return FeatureScale.zNorm(of: features)(features) }
    guard let speakers else {
      throw .features(
        "The model learnt from features normalised by speaker; give --manifest, which says whose "
          + "the recordings are.")
    }
    return features.zNormalized(bySpeakers: speakers)
  }

  /// The codes E(x) of recordings, dropout off, as a table of their own kind.
  ///
  /// - Parameter scaled: the table's features on the scale of the networks.
  public func codes(
    of table: FeatureTable, scaled: SampleMatrix
  ) throws(EngineError) -> FeatureTable {
    let codes = try gan.codes(of: scaled, on: kernels)
    return FeatureTable(
      kind: FeatureKind(
        set: "mixup-gan-code", variant: "\(card.features.set) \(card.features.variant)",
        sampleRate: card.features.sampleRate, switches: card.features.switches),
      names: (0..<codes.columns).map { "z\($0)" }, files: table.files, values: codes.values,
      labels: table.labels)
  }
}

extension SampleMatrix {
  /// The features of a table.
  init(_ table: FeatureTable) {
    self.init(rows: table.files.count, columns: table.names.count, values: table.values)
  }
}
