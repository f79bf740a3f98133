import ArgumentParser
import Emotion
import Foundation

/// `ser experiment imbalance`
struct ExperimentImbalance: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "imbalance",
    abstract: "Recall without and with augmentation on a corpus cut to be imbalanced (Table 2).",
    discussion: """
      Each class but neutral is cut to a fifth at random, once a seed (experiment.keepFraction, \
      experiment.neutral). In every fold a classifier \
      learns from what is left (NoAUG), and another from that and four augmented copies of each \
      recording of the cut classes (AUG; experiment.augmentFactor, experiment.augmentClasses). Folds are of whole sessions or \
      speakers; what test and training share is counted and told. Finished folds are kept: --resume repeats none. --baselines adds rows of what to compare with, and \
      --set experiment.baselines=[...] takes some of them:
      \(Baseline.allCases.map { "  \($0.rawValue): \($0.meaning)" }.joined(separator: "\n"))

      Examples:
        ser experiment imbalance emodb.csv --output runs/imbalance --preset small
        ser experiment imbalance iemocap.csv --output runs/table2
        ser experiment imbalance iemocap.csv --output runs/table2 --resume
        ser experiment imbalance iemocap.csv --output runs/table2 --plan
        ser experiment imbalance emodb.csv -o runs/kept --preset small --keep-models
        ser experiment imbalance iemocap.csv --output runs/table2 --devices all
        ser experiment imbalance m.csv --output runs/all --preset small --baselines
        ser experiment imbalance m.csv -o few --set 'experiment.baselines=[mixup]'
      """)

  @Argument(help: "The manifest.", completion: .file(extensions: ["csv"]))
  var manifest: String

  @Flag(help: "Add rows for other augmentations.")
  var baselines = false

  @OptionGroup var division: DivisionOptions
  @OptionGroup var keeping: KeepingOptions
  @OptionGroup var run: RunOptions
  @OptionGroup var device: DeviceOptions
  @OptionGroup var sharing: SharingOptions
  @OptionGroup var answer: OutputOptions

  func run() async throws {
    var run = run
    if baselines {
      let names = Baseline.allCases.map(\.rawValue).joined(separator: ", ")
      run.settings.settings.append("experiment.baselines=[\(names)]")
    }
    let parts = try division.division()
    try await Workbench.run(
      run, on: manifest, device: device, answer: answer,
      choices: RunChoices(
        sources: division.sources(beside: run.settings),
        further: division.further.merging(keeping.further) { $1 }),
      files: try division.files, sharing: sharing
    ) { bench in
      try bench.run(ImbalanceExperiment.self, parts, keeping: keeping, asJSON: answer.json)
    }
  }
}
