import Emotion
import Files
import Foundation

extension Workbench {
  /// Runs the experiment, writes its results and predictions, and shows the table.
  func runAugmentation(_ name: String, rows: [AugmentationRow], asJSON: Bool) throws {
    let outcome = try AugmentationExperiment(
      name, rows: rows, on: prepared.corpus, floor: floor, trainer: trainer
    ).run()
    observer.end()
    let results = try outcome.results()
    try folder.write(results, as: "results.json")
    try outcome.predictionTable(secondsPerFrame: prepared.frontEnd.secondsPerFrame)
      .write(to: folder.file("predictions.csv"))
    _ = try ReportFolder(folder.url).write([RunReport(try RecordedRun(folder.url))])
    if asJSON {
      print(try JSONFile.text(results))
    } else {
      print(ResultsTable(results, neutral: configuration.experiment.neutral).text)
      print("Speakers shared by training and test: \(outcome.sharedSpeakers.count)")
      print("Written to \(folder.url.path): report.html, results.json, predictions.csv")
    }
  }
}
