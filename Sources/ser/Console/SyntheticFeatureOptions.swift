public import ArgumentParser
import Emotion
import Settings

/// What the tables of synthetic features are made of.
struct SyntheticFeatureOptions: ParsableArguments {
  @Flag(help: "Also compute the GANs that the paper compares with, in architectures of ours.")
  var baselines = false

  @Flag(
    help:
      "Also compute rows of as many vectors that are made without a GAN: SMOTE, noise, mixup and a diffusion model; short for vectorAugmentation.rows."
  )
  var augmentations = false

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
    let names = VectorAugmentation.allCases.map(\.rawValue).joined(separator: ", ")
    return try (synTest.map { [try .setting("dnn.syntheticTest=\($0.rawValue)")] } ?? [])
      + (augmentations ? [.setting("vectorAugmentation.rows=[\(names)]")] : [])
  }
}

extension DNNSettings.SyntheticTest: ExpressibleByArgument {}
