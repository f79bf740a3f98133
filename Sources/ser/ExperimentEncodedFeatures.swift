import ArgumentParser
import Emotion
import Foundation

/// `ser experiment encoded-features`
struct ExperimentEncodedFeatures: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "encoded-features",
    abstract: "Recall with compressed features (Latif et al., Table 2).",
    discussion: """
      In every fold the features are compressed to 25 numbers by multidimensional scaling, principal \
      components and an autoencoder, each without and with mixup, and by a mixup GAN; a support \
      vector machine learns from the codes, its cost and width chosen on held-out training data. \
      Finished folds are kept: --resume repeats none.

      Examples:
        ser experiment encoded-features emodb.csv --output runs/table2
        ser experiment encoded-features m.csv --features f.npz -o runs/t2 --resume
      """)

  @Argument(help: "The manifest.", completion: .file(extensions: ["csv"]))
  var manifest: String

  @OptionGroup var source: FeatureOptions
  @OptionGroup var run: RunOptions
  @OptionGroup var device: DeviceOptions
  @OptionGroup var answer: OutputOptions

  func run() async throws {
    let (manifest, features) = (URL(filePath: manifest), source.table)
    try await RunSession.run(
      run, reading: [manifest] + (features.map { [$0] } ?? []),
      choices: RunChoices(
        defaults: EncodedFeaturesExperiment.settings.map { try .setting($0) }), device: device,
      answer: answer
    ) { configuration in
      try await answer.prepare(manifest, features: features, configuration: configuration)
    } work: { session, prepared in
      try session.finish(
        EncodedFeaturesExperiment(prepared.corpus, trainer: session.trainer).run(),
        asJSON: answer.json)
    }
  }
}
