import ArgumentParser
import Emotion
import Foundation

/// Where the features of a manifest's recordings come from.
struct FeatureOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A table of the recordings' features, as `ser features is10` or openSMILE writes it.",
      valueName: "file"),
    completion: .file(extensions: ["csv", "arff", "npz", "safetensors"]))
  var features: String
}

extension OutputOptions {
  /// The recordings of certain classes with their features; warnings go to standard error.
  ///
  /// - Throws: as `PreparedFeatures`.
  func prepare(
    _ manifest: URL, features: URL, configuration: Configuration
  ) throws -> PreparedFeatures {
    let prepared = try PreparedFeatures(
      manifest, classes: .exactly(configuration.corpus.classes), rules: configuration.corpus.map,
      features: features)
    for warning in prepared.warnings { warn(warning) }
    return prepared
  }
}
