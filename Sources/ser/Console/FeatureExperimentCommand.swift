import ArgumentParser
import Emotion
import Foundation

/// An experiment on the features of one corpus, as the command line asks for it.
protocol FeatureExperimentCommand: AsyncParsableCommand {
  /// The path of the corpus's manifest.
  var manifest: String { get }
  var source: FeatureOptions { get }
  var run: RunOptions { get }
  var device: DeviceOptions { get }
  var answer: OutputOptions { get }

  /// What the experiment says of its run.
  ///
  /// - Throws: `SettingsError`.
  func choices() throws -> RunChoices

  associatedtype Asked: FeatureExperiment

  func experiment(on corpus: FeatureCorpus, trainer: Trainer) -> Asked
}

extension FeatureExperimentCommand {
  func run() async throws {
    let manifest = URL(filePath: manifest)
    try await RunSession.run(
      run, reading: source.files(with: manifest), choices: choices(), device: device,
      answer: answer
    ) { configuration in
      try await answer.prepare(
        manifest, features: source.table, configuration: configuration, reading: run.reading)
    } work: { session, prepared in
      try session.finish(
        experiment(on: prepared.corpus, trainer: session.trainer).run(), asJSON: answer.json)
    }
  }
}
