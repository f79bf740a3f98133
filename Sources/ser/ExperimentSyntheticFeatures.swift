import ArgumentParser
import Emotion
import Foundation

/// `ser experiment synthetic-features`
struct ExperimentSyntheticFeatures: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "synthetic-features",
    abstract: "Recall with real, synthetic and both kinds of features (Latif et al., Table 1).",
    discussion: """
      In every fold a mixup GAN learns from the training part and makes one synthetic vector for \
      each recording and one for each mix; classifiers learn from real vectors with mixup, from \
      synthetic ones, and from both. The classifier of synthetic vectors is also tested on the \
      reconstructions of the test vectors. Finished folds are kept: --resume repeats none.

      Examples:
        ser experiment synthetic-features emodb.csv --output runs/table1
        ser experiment synthetic-features m.csv --features f.npz -o t1 --baselines
      """)

  @Argument(help: "The manifest.", completion: .file(extensions: ["csv"]))
  var manifest: String

  @OptionGroup var source: FeatureOptions
  @OptionGroup var rows: SyntheticFeatureOptions
  @OptionGroup var run: RunOptions
  @OptionGroup var device: DeviceOptions
  @OptionGroup var answer: OutputOptions

  func run() async throws {
    let (manifest, features) = (URL(filePath: manifest), source.table)
    try await RunSession.run(
      run, reading: [manifest] + (features.map { [$0] } ?? []),
      choices: RunChoices(sources: rows.sources(), further: rows.further), device: device,
      answer: answer
    ) { configuration in
      try await answer.prepare(manifest, features: features, configuration: configuration)
    } work: { session, prepared in
      try session.finish(
        SyntheticFeaturesExperiment(
          prepared.corpus, trainer: session.trainer, baselines: rows.baselines
        ).run(),
        asJSON: answer.json)
    }
  }
}
