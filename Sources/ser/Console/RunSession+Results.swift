import Emotion
import Files
import Foundation

extension RunSession {
  /// Writes the results, predictions and report of an experiment on features, and shows its table.
  ///
  /// - Throws: `FileError` where a file of the run cannot be written, `RunError` where the run
  ///   cannot be read back, `SettingsError` where settings cannot be written.
  func finish(_ outcome: ExperimentOutcome<ClassAnswers>, asJSON: Bool) throws {
    try finish([outcome], asJSON: asJSON) { FeatureResultsTable($0).text }
  }

  /// Writes the results, predictions and report of augmentation experiments, and shows their table.
  ///
  /// - Throws: `FileError` where a file of the run cannot be written, `RunError` where the run
  ///   cannot be read back, `SettingsError` where settings cannot be written.
  func finish(
    _ outcomes: [ExperimentOutcome<SegmentAnswers>], asJSON: Bool
  ) throws {
    let neutral = trainer.configuration.experiment.neutral
    try finish(outcomes, asJSON: asJSON) { ResultsTable($0, neutral: neutral).text }
  }

  private func finish<Answers>(
    _ outcomes: [ExperimentOutcome<Answers>], asJSON: Bool, table: (ExperimentResults) -> String
  ) throws {
    let folder = trainer.folder
    let results = try ExperimentOutcome.results(of: outcomes)
    if try isFinished {
      observer.end()
    } else {
      try folder.gatherMetrics()
      try folder.write(results, as: "results.json")
      try ExperimentOutcome.predictionTable(of: outcomes).write(into: folder.url)
      try RunRecorder(folder).record(results, by: trainer.configuration.yaml)
      try writeReport()
    }
    // What is put together goes last: who finds it knows that this is not done.
    try folder.removeLooseParts()
    // Whoever reads what is printed may take his time.
    right.joined?.endTurn()
    if asJSON {
      print(try JSONFile.text(results))
    } else {
      print(table(results))
      for sentence in results.data?.sentences ?? [] { print(sentence) }
      let models = folder.file(KeptModels.folderName)
      tell(Self.files + (Folder.isFolder(models) ? [models.lastPathComponent] : []))
    }
  }

  /// Writes the report of a training, and what its model found where it was tested, and shows this.
  ///
  /// - Parameters:
  ///   - model: the name of its file.
  ///   - further: those of what the training left beside it.
  ///   - evaluation: nil where nothing was tested.
  /// - Throws: `FileError` where a file of the run cannot be written, `RunError` where the run
  ///   cannot be read back.
  func finish(
    _ model: String, beside further: [String] = [], tested evaluation: Evaluation? = nil,
    asJSON: Bool
  ) throws {
    let (folder, seed) = (trainer.folder, trainer.configuration.seed)
    try evaluation?.write(to: folder.url, seed: seed)
    try writeReport()
    if let evaluation {
      try evaluation.show(seed: seed, asJSON: asJSON)
    } else if asJSON {
      print(try JSONFile.text(["weights": folder.file(model).path]))
    }
    if asJSON { return }
    tell(
      ["report.html", model] + further
        + (evaluation == nil
          ? [] : Evaluation.files(writtenTo: folder.url).map(\.lastPathComponent)))
  }

  /// Says which files were written for whoever reads.
  private func tell(_ files: [String]) {
    print("Written to \(trainer.folder.url.path): \(files.joined(separator: ", "))")
  }

  /// What an experiment leaves for its reader.
  private static var files: [String] {
    ["report.html", "results.json", "predictions.csv", "utterances.csv"]
  }

  /// Whether another process that shares the run has written all.
  ///
  /// - Throws: `FileError.io`.
  private var isFinished: Bool {
    get throws(FileError) {
      let folder = trainer.folder
      guard right.joined != nil, try !folder.hasLooseParts else { return false }
      return Self.files.allSatisfy {
        FileManager.default.fileExists(atPath: folder.file($0).path)
      }
    }
  }

  /// Writes the page of what the run has found.
  ///
  /// - Throws: `FileError`, `RunError`.
  func writeReport() throws {
    observer.end()
    try clock.note()
    let folder = trainer.folder.url
    _ = try ReportFolder(folder).write([RunReport(try RecordedRun(folder))])
  }
}
