public import Foundation
public import Speech

/// A manifest's recordings of the chosen classes with their features.
public struct PreparedFeatures: Sendable {
  public let manifest: Manifest
  public let corpus: FeatureCorpus
  /// What a person should know, a sentence each.
  public let warnings: [String]

  /// - Parameters:
  ///   - url: the manifest.
  ///   - classes: which are told apart; the positions in this list are the labels.
  ///   - rules: renamings such as `excited=happy`.
  ///   - table: the file of the features; nil where they are to be computed, or taken from the
  ///     store beside the manifest.
  ///   - settings: how they are computed.
  ///   - repeated: what becomes of recordings that have the sound of another.
  ///   - progress: gets the number of recordings done and of all.
  /// - Throws: `FileError` and `CorpusError` where manifest, classes, recordings or features are at
  ///   fault.
  public init(
    _ url: URL, classes: PreparedCorpus.Classes, rules: [String], features table: URL?,
    settings: FeatureSettings, repeated: CorpusSettings.Repeated = .keep,
    progress: @Sendable (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) async throws {
    manifest = try Manifest(contentsOf: url)
    let selected = try classes.selection(of: manifest, rules: rules)
    if settings.normalization == .zNormSpeaker,
      let unknown = selected.recordings.first(where: \.speaker.isEmpty)
    {
      throw CorpusError.features(
        "\(url.path) does not say who speaks in \(unknown.url.path), and z-norm-speaker normalises "
          + "each speaker alone; fill the column \"speaker\".")
    }
    let all: FeatureCorpus
    var told: [String] = []
    if let table {
      all = try FeatureCorpus(
        selected, features: FeatureTable(contentsOf: table), source: table.path)
    } else {
      let store = ExtractionStore(
        beside: url, settings: settings.extraction, sampleRate: settings.extractionRate)
      let features = try await store.features(of: selected.recordings, progress: progress)
      all = try FeatureCorpus(
        selected, leavingOut: Set(features.skipped), features: features.table, source: url.path)
      told = features.warnings
    }
    let prepared = all.prepared(repeated)
    corpus = prepared.corpus
    warnings = manifest.warnings + selected.warnings + told + prepared.warnings
  }
}
