import Emotion
import Files
import Foundation

extension RunSession {
  /// Writes an experiment's results and predictions, and shows its table.
  func finish(_ outcome: FeatureOutcome, asJSON: Bool) throws {
    observer.end()
    let folder = trainer.folder
    let results = try outcome.results()
    try folder.write(results, as: "results.json")
    try outcome.predictionTable().write(to: folder.file("predictions.csv"))
    if asJSON {
      print(try JSONFile.text(results))
    } else {
      print(FeatureResultsTable(results).text)
      print("Speakers shared by training and test: \(outcome.sharedSpeakers.count)")
      print("Written to \(folder.url.path): results.json, predictions.csv, metrics.jsonl")
    }
  }
}
