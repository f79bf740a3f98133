import ArgumentParser
import Emotion

/// `ser experiment synthetic-features`
struct ExperimentSyntheticFeatures: FeatureExperimentCommand {
  static let configuration = CommandConfiguration(
    commandName: "synthetic-features",
    abstract: "Recall with real, synthetic and both kinds of features (Latif et al., Table 1).",
    discussion: """
      In every fold a mixup GAN learns from the training part and makes one synthetic vector for \
      each recording and one for each mix; classifiers learn from real vectors with mixup, from \
      synthetic ones, and from both. The classifier of synthetic vectors is also tested on the \
      reconstructions of the test vectors. Finished folds are kept: --resume repeats none. \
      --augmentations adds rows of real vectors and as many others as the GAN makes, and \
      --set vectorAugmentation.rows=[...] takes some of them:
      \(VectorAugmentation.allCases.map { "  \($0.rawValue): \($0.meaning)" }.joined(separator: "\n"))

      Examples:
        ser experiment synthetic-features emodb.csv --output runs/table1
        ser experiment synthetic-features m.csv --features f.npz -o t1 --baselines
        ser experiment synthetic-features m.csv -o t2 --augmentations
      """)

  @Argument(help: "The manifest.", completion: .file(extensions: ["csv"]))
  var manifest: String

  @OptionGroup var source: FeatureOptions
  @OptionGroup var rows: SyntheticFeatureOptions
  @OptionGroup var division: DivisionOptions
  @OptionGroup var keeping: KeepingOptions
  @OptionGroup var run: RunOptions
  @OptionGroup var device: DeviceOptions
  @OptionGroup var sharing: SharingOptions
  @OptionGroup var answer: OutputOptions

  func choices() throws -> RunChoices {
    try RunChoices(sources: rows.sources(), further: rows.further.merging(keeping.further) { $1 })
  }

  func trainer(of session: RunSession, on prepared: PreparedFeatures) -> Trainer {
    session.trainer.keeping(keeping, of: prepared)
  }

  func experiment(on corpus: FeatureCorpus, trainer: Trainer) -> SyntheticFeaturesExperiment {
    SyntheticFeaturesExperiment(corpus, trainer: trainer, baselines: rows.baselines)
  }
}
