import ArgumentParser
import Emotion

/// `ser experiment ablation`
struct ExperimentAblation: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ablation",
    abstract: "What the augmentor's auxiliary losses contribute (Table 3).",
    discussion: """
      The corpus is cut as for the imbalance table. In every fold a classifier learns from what is \
      left (NoAUG), and from that with copies by an augmentor trained without the variance and \
      balance losses (Model), with the first (Model+VAR), and with both (Total). Finished folds are \
      kept: --resume repeats none.

      Examples:
        ser experiment ablation emodb.csv --output runs/ablation --preset small
        ser experiment ablation iemocap.csv --output runs/table3
        ser experiment ablation iemocap.csv --output runs/cluster --slurm > job.sh
      """)

  @Argument(help: "The manifest.", completion: .file(extensions: ["csv"]))
  var manifest: String

  @OptionGroup var division: DivisionOptions
  @OptionGroup var keeping: KeepingOptions
  @OptionGroup var run: RunOptions
  @OptionGroup var device: DeviceOptions
  @OptionGroup var sharing: SharingOptions
  @OptionGroup var answer: OutputOptions

  func run() async throws {
    let parts = try division.division()
    try await Workbench.run(
      run, on: manifest, device: device, answer: answer,
      choices: RunChoices(
        sources: division.sources(beside: run.settings),
        further: division.further.merging(keeping.further) { $1 }),
      files: try division.files, sharing: sharing
    ) { bench in
      try bench.run(AblationExperiment.self, parts, keeping: keeping, asJSON: answer.json)
    }
  }
}
