public import Classical
import Files
public import Speech

/// The recordings of certain classes with their feature vectors.
public struct FeatureCorpus: Sendable {
  /// What the features are.
  public let kind: FeatureKind
  /// The features' names.
  public let names: [String]
  /// The classes, whose positions are the labels.
  public let classes: [String]
  /// Where each recording lies.
  public let files: [String]
  /// What the splits need to know; an identifier is a row of `features`.
  public let labelled: [LabelledUtterance]
  /// Recordings × features, not normalised.
  public let features: SampleMatrix
  /// What of its manifest it is made of.
  public let use: CorpusUse

  private init(
    kind: FeatureKind, names: [String], classes: [String], files: [String],
    labelled: [LabelledUtterance], features: SampleMatrix, use: CorpusUse
  ) {
    self.kind = kind
    self.names = names
    self.classes = classes
    self.files = files
    self.labelled = labelled
    self.features = features
    self.use = use
  }

  /// Joins recordings with a table by their files.
  ///
  /// - Parameters:
  ///   - skipped: the paths of recordings that are not used, since they have no features.
  ///   - source: what the table is called in errors.
  /// - Throws: `CorpusError.features` where the table has no row of another recording.
  public init(
    _ selected: SelectedRecordings, leavingOut skipped: Set<String> = [],
    features table: FeatureTable, source: String
  ) throws(CorpusError) {
    let used = selected.items.filter { !skipped.contains($0.recording.url.path) }
    let recordings = used.map(\.recording)
    let rows = table.rows(of: recordings)
    if let first = rows.firstIndex(of: nil) {
      let missing = rows.count { $0 == nil }
      throw .features(
        "\(source) has no row for \(recordings[first].url.path)"
          + (missing > 1 ? " and \(missing - 1) more of the manifest's recordings" : "")
          + "; extract the features of the whole manifest.")
    }
    let features = SampleMatrix(
      rows: rows.count, columns: table.names.count,
      values: rows.compactMap(\.self).flatMap { table[$0] })
    var use = CorpusUse(selected)
    use.leftOut.add(
      .features,
      labels: selected.recordings.filter { skipped.contains($0.url.path) }.map(\.emotion))
    self.init(
      kind: table.kind, names: table.names, classes: selected.classes,
      files: recordings.map(\.url.path),
      labelled: used.enumerated().map { id, item in
        LabelledUtterance(item, id: id, content: ContentHash(ofValues: features[id]))
      }, features: features, use: use)
  }

  /// The corpus without some utterances.
  public func leavingOut(_ ids: Set<Int>, because reason: LeftOut.Reason) -> FeatureCorpus {
    let rest = labelled.map(\.id).filter { !ids.contains($0) }
    var use = use
    use.leftOut.add(reason, labels: ids.map { classes[labelled[$0].label] })
    return FeatureCorpus(
      kind: kind, names: names, classes: classes, files: rest.map { files[$0] },
      labelled: rest.enumerated().map { labelled[$1].numbered($0) },
      features: features.selecting(rest), use: use)
  }

  /// Vectors of utterances with their classes, taken from a scaled copy of all features.
  public func vectors(_ ids: [Int], from scaled: SampleMatrix) -> LabelledFeatures {
    LabelledFeatures(
      scaled.selecting(ids), labels: ids.map { labelled[$0].label }, classes: classes.count)
  }
}
