import ArgumentParser
import Emotion

/// `ser experiment encoded-features`
struct ExperimentEncodedFeatures: FeatureExperimentCommand {
  static let configuration = CommandConfiguration(
    commandName: "encoded-features",
    abstract: "Recall with compressed features (Latif et al., Table 2).",
    discussion: """
      In every fold the features are compressed to 25 numbers (encoding.dimensions, mixupGAN.code) by multidimensional scaling, principal \
      components and an autoencoder, each without and with mixup, and by a mixup GAN; a support \
      vector machine learns from the codes, its cost and width chosen on the development part, \
      which is drawn from the training part (dnn.holdOut). \
      Finished folds are kept: --resume repeats none.

      Examples:
        ser experiment encoded-features emodb.csv --output runs/table2
        ser experiment encoded-features m.csv --features f.npz --output runs/t2
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
    try RunChoices(defaults: EncodedFeaturesExperiment.settings.map { try .setting($0) })
  }

  func experiment(on corpus: FeatureCorpus, trainer: Trainer) -> EncodedFeaturesExperiment {
    EncodedFeaturesExperiment(corpus, trainer: trainer)
  }
}
