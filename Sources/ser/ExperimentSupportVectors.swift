import ArgumentParser
import Emotion

/// `ser experiment support-vectors`
struct ExperimentSupportVectors: FeatureExperimentCommand {
  static let configuration = CommandConfiguration(
    commandName: "support-vectors",
    abstract: "Recall of support vector machines on all features.",
    discussion: """
      The classical baseline: in every fold, by default one for each speaker, a linear machine and \
      one with RBF kernel learn from the training part's features. All emotions of the manifest are \
      told apart if --classes says nothing else; features are normalised by mean and deviation of \
      the training part, or by each speaker's own with features.normalization=z-norm-speaker. \
      It runs once (experiment.seeds=1), since little but the RBF machine's development part is drawn. \
      Finished folds are kept: --resume repeats none.

      Examples:
        ser experiment support-vectors emodb.csv --output runs/svm
        ser experiment support-vectors m.csv --features f.npz --output runs/own
      """)

  @Argument(help: "The manifest.", completion: .file(extensions: ["csv"]))
  var manifest: String

  @OptionGroup var source: FeatureOptions
  @OptionGroup var division: DivisionOptions
  @OptionGroup var run: RunOptions
  @OptionGroup var device: DeviceOptions
  @OptionGroup var sharing: SharingOptions
  @OptionGroup var answer: OutputOptions

  func choices() throws -> RunChoices {
    try RunChoices(defaults: SupportVectorExperiment.settings.map { try .setting($0) })
  }

  func experiment(on corpus: FeatureCorpus, trainer: Trainer) -> SupportVectorExperiment {
    SupportVectorExperiment(corpus, trainer: trainer)
  }
}
