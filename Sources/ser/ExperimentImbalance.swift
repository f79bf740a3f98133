import ArgumentParser
import Emotion
import Files
import Foundation

/// `ser experiment imbalance`
struct ExperimentImbalance: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "imbalance",
    abstract: "Recall without and with augmentation on a corpus cut to be imbalanced (Table 2).",
    discussion: """
      Each class but neutral is cut to a fifth at random, once a seed. In every fold a classifier \
      learns from what is left (NoAUG), and another from that and four augmented copies of each \
      recording of the cut classes (AUG). Test and training never share a speaker. Finished folds \
      are kept: --resume repeats none.

      Examples:
        ser experiment imbalance emodb.csv --output runs/imbalance --preset small
        ser experiment imbalance iemocap.csv --output runs/table2
        ser experiment imbalance iemocap.csv --output runs/table2 --resume
      """)

  @Argument(help: "The manifest.", completion: .file(extensions: ["csv"]))
  var manifest: String

  @OptionGroup var run: RunOptions
  @OptionGroup var device: DeviceOptions
  @OptionGroup var answer: OutputOptions

  func run() async throws {
    try await Workbench.run(run, on: manifest, device: device, answer: answer) { bench in
      try bench.runImbalance(asJSON: answer.json)
    }
  }
}

extension Workbench {
  /// Runs the experiment, writes its results and predictions, and shows the table.
  func runImbalance(asJSON: Bool) throws {
    let outcome = try ImbalanceExperiment(prepared.corpus, floor: floor, trainer: trainer).run()
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
