import ArgumentParser
import Emotion
import Foundation
import Speech

/// Where the features of a manifest's recordings come from.
struct FeatureOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A table of the recordings' features, as `ser features is10`, openSMILE or any program writes it.",
      discussion: "Without it they are computed, and kept beside the manifest.", valueName: "file"),
    completion: .file(extensions: ["csv", "arff", "npy", "npz", "safetensors"]))
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
  /// - Parameters:
  ///   - features: a table of them; nil to compute them.
  ///   - run: what the user asked for.
  /// - Throws: as `PreparedFeatures`; `CorpusError.setting` where the table is of another kind than an
  ///   option says; `CancellationError` where the user wishes to stop.
  func prepare(
    _ manifest: URL, features: URL?, configuration: Configuration, for run: RunOptions
  ) async throws -> PreparedFeatures {
    let prepared = try await prepare(
      manifest, classes: .exactly(configuration.corpus.classes), rules: configuration.corpus.map,
      features: features, settings: configuration.features,
      repeated: configuration.corpus.repeated, reading: run.reading)
    if let features {
      try compare(features, of: prepared.corpus.kind, with: configuration.features, run.settings)
    }
    return prepared
  }

  /// Tells those settings of the user's that a table makes idle; what the program begins from is nobody's
  /// wish.
  ///
  /// - Throws: `CorpusError.setting` where the user gave one of them as an option; `FileError` or
  ///   `SettingsError` where what the user gave cannot be read.
  private func compare(
    _ table: URL, of kind: FeatureKind, with settings: FeatureSettings, _ options: SettingsOptions
  ) throws {
    let idle = settings.contradictions(with: kind)
    guard !idle.isEmpty else { return }
    let asked = idle.filter { setting in
      options.settings.contains { $0.prefix { $0 != "=" } == setting.prefix { $0 != "=" } }
    }
    guard asked.isEmpty else {
      throw CorpusError.setting(
        "The features of \(table.path) are \(kind), and --set \(asked.joined(separator: " --set ")) "
          + "asks for others; leave that out, or give a table of these.")
    }
    let sources = try options.sources()
    let said = idle.filter { setting in
      sources.contains { $0.says(String(setting.prefix { $0 != "=" })) }
    }
    if said.isEmpty { return }
    tell([
      "The features of \(table.path) are \(kind), and are used as they are: "
        + "\(said.joined(separator: ", ")) of the settings \(said.count == 1 ? "does" : "do") not apply."
    ])
  }

  /// The same of classes and features that a trained model names.
  ///
  /// - Throws: as `PreparedFeatures`, and `CancellationError` where the user wishes to stop.
  func prepare(
    _ manifest: URL, classes: PreparedCorpus.Classes, rules: [String], features: URL?,
    settings: FeatureSettings, repeated: CorpusSettings.Repeated = .keep, reading: ReadingOptions
  ) async throws -> PreparedFeatures {
    let rows = try reading.rows()
    let bar = progressBar("features", total: 0, unit: "recordings")
    let prepared = try await Interrupt.cancelling {
      try await PreparedFeatures(
        manifest, classes: classes, rules: rules, features: features, settings: settings,
        repeated: repeated, skippingUnreadable: reading.skipUnreadable, rows: rows
      ) { bar.update($0, of: $1) }
    }
    if features == nil { bar.finish() }
    tell(prepared.warnings)
    return prepared
  }
}
