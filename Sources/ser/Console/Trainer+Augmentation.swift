import Emotion
import Files
import Foundation
import Speech

extension Workbench {
  /// Runs an experiment of one corpus, writes what it found, and shows its table.
  func runAugmentation(_ name: String, rows: [AugmentationRow], asJSON: Bool) throws {
    let outcome = try AugmentationExperiment(
      name, rows: rows, on: prepared.corpus, floor: floor, trainer: trainer
    ).run()
    try trainer.finish([outcome], frontEnd: prepared.frontEnd, observer: observer, asJSON: asJSON)
  }
}

extension Trainer {
  /// Writes the results, predictions and report of augmentation experiments, and shows their table.
  func finish(
    _ outcomes: [AugmentationOutcome], frontEnd: MelConfiguration, observer: ConsoleObserver,
    asJSON: Bool
  ) throws {
    observer.end()
    let results = try AugmentationOutcome.results(of: outcomes)
    try folder.write(results, as: "results.json")
    try AugmentationOutcome.predictionTable(
      of: outcomes, secondsPerFrame: frontEnd.secondsPerFrame
    ).write(to: folder.file("predictions.csv"))
    _ = try ReportFolder(folder.url).write([RunReport(try RecordedRun(folder.url))])
    if asJSON {
      print(try JSONFile.text(results))
    } else {
      print(ResultsTable(results, neutral: configuration.experiment.neutral).text)
      let shared = Set(outcomes.flatMap(\.sharedSpeakers))
      print("Speakers shared by training and test: \(shared.count)")
      print("Written to \(folder.url.path): report.html, results.json, predictions.csv")
    }
  }
}
