import ArgumentParser
import Emotion
import Foundation

/// Where the features of a manifest's recordings come from.
struct FeatureOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A table of the recordings' features, as `ser features is10` or openSMILE writes it.",
      discussion: "Without it they are computed, and kept beside the manifest.", valueName: "file"),
    completion: .file(extensions: ["csv", "arff", "npz", "safetensors"]))
  var features: String?

  /// The table; nil where features are computed.
  var table: URL? { features.map { URL(filePath: $0) } }

  /// What is read for a manifest: itself, and the table where there is one.
  func files(with manifest: URL) -> [URL] { [manifest] + [table].compactMap(\.self) }
}

extension OutputOptions {
  /// The recordings of certain classes with their features; progress and warnings go to standard
  /// error.
  ///
  /// - Parameter features: a table of them; nil to compute them.
  /// - Throws: as `PreparedFeatures`, and `CancellationError` where the user wishes to stop.
  func prepare(
    _ manifest: URL, features: URL?, configuration: Configuration, reading: ReadingOptions
  ) async throws -> PreparedFeatures {
    try await prepare(
      manifest, classes: .exactly(configuration.corpus.classes), rules: configuration.corpus.map,
      features: features, settings: configuration.features,
      repeated: configuration.corpus.repeated, reading: reading)
  }

  /// The same of classes and features that a trained model names.
  ///
  /// - Throws: as `PreparedFeatures`, and `CancellationError` where the user wishes to stop.
  func prepare(
    _ manifest: URL, classes: PreparedCorpus.Classes, rules: [String], features: URL?,
    settings: FeatureSettings, repeated: CorpusSettings.Repeated = .keep, reading: ReadingOptions
  ) async throws -> PreparedFeatures {
    let bar = progressBar("features", total: 0, unit: "recordings")
    let prepared = try await Interrupt.cancelling {
      try await PreparedFeatures(
        manifest, classes: classes, rules: rules, features: features, settings: settings,
        repeated: repeated, skippingUnreadable: reading.skipUnreadable
      ) { bar.update($0, of: $1) }
    }
    if features == nil { bar.finish() }
    for warning in prepared.warnings { warn(warning) }
    return prepared
  }
}
