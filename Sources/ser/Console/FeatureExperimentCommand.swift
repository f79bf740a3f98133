import ArgumentParser
import Emotion
import Foundation

/// An experiment on the features of one corpus, as the command line asks for it.
protocol FeatureExperimentCommand: AsyncParsableCommand {
  /// The path of the corpus's manifest.
  var manifest: String { get }
  var source: FeatureOptions { get }
  var division: DivisionOptions { get }
  var run: RunOptions { get }
  var device: DeviceOptions { get }
  var sharing: SharingOptions { get }
  var answer: OutputOptions { get }

  /// What the experiment says of its run.
  ///
  /// - Throws: `SettingsError`.
  func choices() throws -> RunChoices

  /// What trains on what is prepared.
  func trainer(of session: RunSession, on prepared: PreparedFeatures) -> Trainer

  associatedtype Asked: FeatureExperiment

  func experiment(on corpus: FeatureCorpus, trainer: Trainer) -> Asked
}

extension FeatureExperimentCommand {
  func trainer(of session: RunSession, on prepared: PreparedFeatures) -> Trainer { session.trainer }

  func run() async throws {
    let manifest = URL(filePath: manifest)
    let parts = try division.division()
    var choices = try choices()
    choices.sources += try division.sources(beside: run.settings)
    choices.further.merge(division.further) { $1 }
    try await RunSession.run(
      run, reading: try source.files(with: manifest) + division.files, choices: choices,
      device: device, answer: answer, sharing: sharing
    ) { configuration, answer in
      try await answer.prepare(
        manifest, features: source.table, configuration: configuration, for: run)
    } work: { session, prepared in
      let corpus = try DivisionOptions.apply(
        parts, to: prepared.corpus, of: prepared.manifest, session.trainer.configuration.experiment)
      try session.finish(
        experiment(on: corpus, trainer: trainer(of: session, on: prepared)).run(parts),
        asJSON: answer.json)
    }
  }
}
