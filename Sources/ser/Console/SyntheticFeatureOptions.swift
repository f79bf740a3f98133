public import ArgumentParser
import Emotion
import Settings

/// What the tables of synthetic features are made of.
struct SyntheticFeatureOptions: ParsableArguments {
  @Flag(help: "Also compute the GANs that the paper compares with, in architectures of ours.")
  var baselines = false

  @Option(
    help: ArgumentHelp(
      "What the classifier of synthetic vectors is tested on: real vectors, reconstructed ones, or both; short for dnn.syntheticTest.",
      valueName: "real, reconstructed or both"))
  var synTest: DNNSettings.SyntheticTest?

  /// Options that decide the result beside the settings.
  var further: [String: String] { baselines ? ["--baselines": "true"] : [:] }

  /// The settings that the options stand for.
  ///
  /// - Throws: `SettingsError`.
  func sources() throws -> [SettingsSource] {
    try synTest.map { [try .setting("dnn.syntheticTest=\($0.rawValue)")] } ?? []
  }
}

extension DNNSettings.SyntheticTest: ExpressibleByArgument {}
