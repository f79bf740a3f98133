public import Classical
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
    let used = selected.recordings.indices.filter {
      !skipped.contains(selected.recordings[$0].url.path)
    }
    let recordings = used.map { selected.recordings[$0] }
    let rows = table.rows(of: recordings)
    if let first = rows.firstIndex(of: nil) {
      let missing = rows.count { $0 == nil }
      throw .features(
        "\(source) has no row for \(recordings[first].url.path)"
          + (missing > 1 ? " and \(missing - 1) more of the manifest's recordings" : "")
          + "; extract the features of the whole manifest.")
    }
    kind = table.kind
    names = table.names
    classes = selected.classes
    files = recordings.map(\.url.path)
    labelled = used.enumerated().map { id, index in
      LabelledUtterance(
        id: id, label: selected.labels[index], speaker: selected.recordings[index].speaker,
        session: selected.recordings[index].session)
    }
    features = SampleMatrix(
      rows: rows.count, columns: table.names.count,
      values: rows.compactMap(\.self).flatMap { table[$0] })
  }

  /// Vectors of utterances with their classes, taken from a scaled copy of all features.
  public func vectors(_ ids: [Int], from scaled: SampleMatrix) -> LabelledFeatures {
    LabelledFeatures(
      scaled.selecting(ids), labels: ids.map { labelled[$0].label }, classes: classes.count)
  }

  /// The classes that no utterance of a part has.
  func classesMissing(in ids: [Int]) -> [String] {
    let present = Set(ids.map { labelled[$0].label })
    return classes.indices.filter { !present.contains($0) }.map { classes[$0] }
  }
}
