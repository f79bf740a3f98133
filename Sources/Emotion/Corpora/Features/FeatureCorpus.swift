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
  /// What is to be told of the recordings.
  public let report: RecordingReport
  /// What of its manifest it is made of.
  public let use: CorpusUse
  /// What the model learnt from that made the features, which whoever learns from these knows too; nil where
  /// none made them.
  public let seen: TrainingData?
  /// The table's rows that are known by the recordings' names alone.
  private let rowsByName: Set<String>

  private init(
    kind: FeatureKind, names: [String], classes: [String], files: [String],
    labelled: [LabelledUtterance], features: SampleMatrix, report: RecordingReport, use: CorpusUse,
    seen: TrainingData?, rowsByName: Set<String>
  ) {
    self.kind = kind
    self.names = names
    self.classes = classes
    self.files = files
    self.labelled = labelled
    self.features = features
    self.report = report
    self.use = use
    self.seen = seen
    self.rowsByName = rowsByName
  }

  /// Joins recordings with a table by their files, without those that the table says were left out of
  /// it.
  ///
  /// - Parameters:
  ///   - source: what the table is called in errors.
  ///   - isSkipping: whether to go on without recordings of which the table has no row.
  /// - Throws: `CorpusError.features` where the table has no row of another recording, or of none.
  public init(
    _ selected: SelectedRecordings, features given: consuming FeatureTable, source: String,
    skippingMissing isSkipping: Bool = false
  ) throws(CorpusError) {
    var table = given
    let all = selected.recordings
    let places = table.places(of: all)
    let missing = all.indices.filter { places[$0]?.isMissing ?? true }
    if let first = missing.first, !isSkipping || missing.count == all.count {
      throw .features(
        places[first].noRow(of: all[first], in: source, missing: missing.count, of: all.count))
    }
    var rows: [Int] = []
    var leftOut: [LeftOutRecording] = []
    var problems: [RecordingProblem] = []
    let found = Dictionary(grouping: table.notes.problems, by: \.file)
    for (index, place) in places.enumerated() {
      switch place {
      case .row(let row):
        rows.append(row)
        problems += (found[table.files[row]] ?? []).map {
          RecordingProblem(file: all[index].url.path, kind: $0.kind, detail: $0.detail)
        }
      case .leftOut(let told):
        leftOut.append(
          LeftOutRecording(file: all[index].url.path, cause: told.cause, reason: told.reason))
      case .namesake, .changed, nil:
        leftOut.append(
          LeftOutRecording(
            file: all[index].url.path, cause: .noFeatures,
            reason: "\(source) has no row for it\(place.clause)"))
      }
    }
    if rows.isEmpty {
      throw .features("\(source) has a row for none of the recordings; give longer ones.")
    }
    let names = rows.map { table.files[$0] }
    let warnings = [table.foundByName(all, places: places, source: source)].compactMap(\.self)
    let rowsByName = table.rowsByName(of: all, places: places)
    // A large table is not there twice.
    table.keepRows(rows)
    let features = SampleMatrix(
      rows: rows.count, columns: table.names.count, values: table.values)
    let used = selected.leavingOut(leftOut)
    let silent = Set(problems.filter { $0.kind == .silent }.map(\.file))
    let seenFiles = Set(table.notes.seen?.files ?? [])
    let seenSpeakers = Set(table.notes.seen?.training.speakers ?? [])
    self.init(
      kind: table.kind, names: table.names, classes: selected.classes,
      files: used.recordings.map(\.url.path),
      labelled: used.items.enumerated().map { id, item in
        // Silences of one length have the same features, and are nobody's sound.
        let content =
          silent.contains(item.recording.url.path) ? nil : ContentHash(ofValues: features[id])
        let isSeen =
          seenFiles.contains(names[id])
          || item.recording.person.map(seenSpeakers.contains) ?? false
        return LabelledUtterance(item, id: id, content: content, seen: isSeen)
      }, features: features,
      report: RecordingReport(
        all: all.count, leftOut: leftOut, problems: problems,
        warnings: warnings,
        content: ContentHash(ofValues: features.values)),
      use: CorpusUse(used), seen: table.notes.seen?.training,
      rowsByName: rowsByName)
  }

  /// The corpus without some utterances.
  public func leavingOut(_ ids: Set<Int>, because reason: LeftOut.Reason) -> FeatureCorpus {
    let rest = labelled.map(\.id).filter { !ids.contains($0) }
    var use = use
    use.leftOut.add(reason, labels: ids.map { classes[labelled[$0].label] })
    return FeatureCorpus(
      kind: kind, names: names, classes: classes, files: rest.map { files[$0] },
      labelled: rest.enumerated().map { labelled[$1].numbered($0) },
      features: features.selecting(rest), report: report, use: use, seen: seen,
      rowsByName: rowsByName)
  }

  /// Holds this corpus and another of one table against each other.
  ///
  /// - Parameter source: what the table is called.
  /// - Throws: `CorpusError.features` where a row is of a recording here and of one there, which have the
  ///   same name.
  public func requireOwnRows(beside other: FeatureCorpus, source: String) throws(CorpusError) {
    guard let row = rowsByName.intersection(other.rowsByName).min() else { return }
    throw .features(
      "\(source) has one row, \(row), for recordings of two corpora that have this name; give each corpus "
        + "a table of its own.")
  }

  /// Vectors of utterances with their classes, taken from a scaled copy of all features.
  public func vectors(_ ids: [Int], from scaled: SampleMatrix) -> LabelledFeatures {
    LabelledFeatures(
      scaled.selecting(ids), labels: ids.map { labelled[$0].label }, classes: classes.count)
  }
}

extension FeatureTable.Place? {
  /// What a table has in place of a recording's row, after the words that there is none.
  fileprivate var clause: String {
    switch self {
    case .namesake(let file): ", though one for another file, \(file)"
    case .changed: " as it is now, which is another recording than its features are of"
    case .row, .leftOut, nil: ""
    }
  }

  /// The sentence that a table has no row of some recordings, of which this is the place of the first.
  fileprivate func noRow(
    of first: Recording, in source: String, missing: Int, of all: Int
  ) -> String {
    if missing == all, all > 1 {
      return "\(source) has no row for any of the manifest's \(all) recordings, such as "
        + "\(first.url.path)\(clause); give the table of their features."
    }
    return "\(source) has no row for \(first.url.path)\(clause)"
      + (missing > 1 ? ", nor for \(missing - 1) more of the manifest's recordings" : "")
      + "; extract the features of the whole manifest, or go on without by --skip-unreadable."
  }
}
