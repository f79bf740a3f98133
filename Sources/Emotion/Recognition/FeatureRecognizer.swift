import Foundation
import Speech

/// A trained classifier of features at work on recordings, and on tables of features.
struct FeatureRecognizer: Recognizer {
  private let model: TrainedDNN
  private let manifest: Manifest?
  private var files: [String] = []
  private var values: [Float] = []
  private var leftOut: [LeftOutRecording] = []
  private var problems: [RecordingProblem] = []

  init(_ model: TrainedDNN, manifest: Manifest?) {
    self.model = model
    self.manifest = manifest
  }

  var classes: [String] { model.card.classes }

  var segmentSeconds: Double? { nil }

  /// Takes the rows of a table, known by its ending, or computes the features of a recording.
  ///
  /// - Throws: `FileError` where the file cannot be read, `CorpusError.features` where its features
  ///   are not those that the model learnt from, or cannot be computed here.
  mutating func add(_ file: String) async throws {
    let url = URL(filePath: file)
    let table =
      try await FeatureFormat(url) == nil
      ? features(of: file, at: url) : FeatureTable(contentsOf: url)
    try model.card.check(table.kind, table.names)
    files += table.files
    values += table.values
    leftOut += table.notes.leftOut
    problems += table.notes.problems
  }

  private func features(of file: String, at url: URL) async throws -> FeatureTable {
    let settings = try model.card.extraction()
    do {
      return try await Emobase2010.extract(
        [(file, Recording(url: url, emotion: ""))], settings: settings.extraction,
        sampleRate: settings.extractionRate
      ).table
    } catch let error as UnreadableRecordings {
      throw error.failures[0]
    }
  }

  func predictions() throws -> RecordingPredictions {
    var table = FeatureTable(
      kind: model.card.features, names: model.card.names, files: files, values: values
    ).noting(FeatureNotes(leftOut: leftOut, problems: problems))
    var owners: [FeatureTable.Owner]?
    if let manifest { (table, owners) = try table.matched(with: manifest) }
    let probabilities = try model.probabilities(of: model.card.scaled(table, owners: owners))
    let problems = Dictionary(grouping: table.notes.problems, by: \.file)
    return RecordingPredictions(
      classes: classes,
      entries: table.files.enumerated().map { row, file in
        RecordingPredictions.Entry(
          file: file,
          whole: RecordingPredictions.Judgement(probabilities[row].map(Double.init)),
          problems: problems[file] ?? [])
      }, leftOut: table.notes.leftOut)
  }
}
