import ArgumentParser
import Emotion
import Foundation

/// `ser experiment support-vectors`
struct ExperimentSupportVectors: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "support-vectors",
    abstract: "Recall of support vector machines on all features.",
    discussion: """
      The classical baseline: in every fold, by default one for each speaker, a linear machine and \
      one with RBF kernel learn from the training part's features. All emotions of the manifest are \
      told apart if --classes says nothing else; features are normalised by mean and deviation of \
      the training part, or by each speaker's own with features.normalization=z-norm-speaker. \
      Finished folds are kept: --resume repeats none.

      Examples:
        ser experiment support-vectors emodb.csv --output runs/svm
        ser experiment support-vectors m.csv --features f.npz --output runs/svm
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
        defaults: SupportVectorExperiment.settings.map { try .setting($0) }), device: device,
      answer: answer
    ) { configuration in
      try await answer.prepare(manifest, features: features, configuration: configuration)
    } work: { session, prepared in
      try session.finish(
        SupportVectorExperiment(prepared.corpus, trainer: session.trainer).run(),
        asJSON: answer.json)
    }
  }
}
