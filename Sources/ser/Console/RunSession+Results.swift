import Emotion
import Files
import Speech

extension RunSession {
  /// Writes the results, predictions and report of an experiment on features, and shows its table.
  func finish(_ outcome: FeatureOutcome, asJSON: Bool) throws {
    try finish(
      outcome.results(), outcome.predictionTable(), sharedSpeakers: outcome.sharedSpeakers,
      asJSON: asJSON
    ) { FeatureResultsTable($0).text }
  }

  /// Writes the results, predictions and report of augmentation experiments, and shows their table.
  func finish(
    _ outcomes: [AugmentationOutcome], frontEnd: MelConfiguration, asJSON: Bool
  ) throws {
    let neutral = trainer.configuration.experiment.neutral
    try finish(
      AugmentationOutcome.results(of: outcomes),
      AugmentationOutcome.predictionTable(of: outcomes, secondsPerFrame: frontEnd.secondsPerFrame),
      sharedSpeakers: outcomes.flatMap(\.sharedSpeakers), asJSON: asJSON
    ) { ResultsTable($0, neutral: neutral).text }
  }

  private func finish(
    _ results: ExperimentResults, _ predictions: PredictionTable, sharedSpeakers: [String],
    asJSON: Bool, table: (ExperimentResults) -> String
  ) throws {
    let folder = trainer.folder
    try folder.write(results, as: "results.json")
    try predictions.write(to: folder.file("predictions.csv"))
    try writeReport()
    if asJSON {
      print(try JSONFile.text(results))
    } else {
      print(table(results))
      print("Speakers shared by training and test: \(Set(sharedSpeakers).count)")
      print("Written to \(folder.url.path): report.html, results.json, predictions.csv")
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
