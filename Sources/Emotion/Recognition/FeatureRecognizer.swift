import Foundation
import Speech

/// A trained classifier of features at work on recordings, and on tables of features.
struct FeatureRecognizer: Recognizer {
  private let model: TrainedDNN
  private let manifest: Manifest?
  private var files: [String] = []
  private var values: [Float] = []

  init(_ model: TrainedDNN, manifest: Manifest?) {
    self.model = model
    self.manifest = manifest
  }

  var classes: [String] { model.card.classes }

  /// Takes the rows of a table, known by its ending, or computes the features of a recording.
  ///
  /// - Throws: `FileError` where the file cannot be read, `CorpusError.features` where its features
  ///   are not those that the model learnt from, or cannot be computed here.
  mutating func add(_ file: String) async throws {
    let url = URL(filePath: file)
    let table: FeatureTable
    if FeatureFormat(url) == nil {
      let settings = try model.card.extraction()
      table = try await Emobase2010.extract(
        [(file, Recording(url: url, emotion: ""))], settings: settings.extraction,
        sampleRate: settings.extractionRate
      ).table
    } else {
      table = try FeatureTable(contentsOf: url)
    }
    try model.card.check(table.kind, table.names)
    files += table.files
    values += table.values
  }

  func predictions() throws -> RecordingPredictions {
    var table = FeatureTable(
      kind: model.card.features, names: model.card.names, files: files, values: values)
    var speakers: [String]?
    var warnings: [String] = []
    if let manifest {
      let matched = table.matched(with: manifest)
      (table, speakers, warnings) = (matched.table, matched.speakers, matched.warnings)
    }
    let probabilities = try model.probabilities(of: model.card.scaled(table, speakers: speakers))
    return RecordingPredictions(
      classes: classes,
      entries: table.files.enumerated().map { row, file in
        RecordingPredictions.Entry(
          file: file,
          whole: RecordingPredictions.Judgement(probabilities[row].map(Double.init)))
      }, warnings: warnings)
  }
}
