public import Foundation
public import Speech

/// A manifest's recordings of the chosen classes with their features.
public struct PreparedFeatures: Sendable {
  public let manifest: Manifest
  public let corpus: FeatureCorpus
  /// What is to be told of the recordings of the classes.
  public let report: RecordingReport
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
  ///   - isSkipping: whether to go on without recordings that cannot be read, or have no row in the table.
  ///   - rows: those of the manifest that are used.
  ///   - progress: gets the number of recordings done and of all.
  /// - Throws: `FileError` and `CorpusError` where manifest, classes or features are at fault,
  ///   `UnreadableRecordings` where recordings are.
  public init(
    _ url: URL, classes: PreparedCorpus.Classes, rules: [String], features table: URL?,
    settings: FeatureSettings, repeated: CorpusSettings.Repeated = .keep,
    skippingUnreadable isSkipping: Bool = false,
    rows: RowSelection = .all,
    progress: @Sendable (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) async throws {
    manifest = try Manifest(contentsOf: url).selecting(rows)
    let selected = try classes.selection(of: manifest, rules: rules)
    if settings.normalization == .zNormSpeaker,
      let unknown = selected.recordings.first(where: \.speaker.isEmpty)
    {
      throw CorpusError.features(
        "\(url.path) does not say who speaks in \(unknown.url.path), and z-norm-speaker normalises "
          + "each speaker alone; fill the column \"speaker\".")
    }
    let all: FeatureCorpus
    if let table {
      all = try FeatureCorpus(
        selected, features: FeatureTable(contentsOf: table), source: table.path,
        skippingMissing: isSkipping)
      report = all.report
    } else {
      let store = ExtractionStore(
        beside: url, settings: settings.extraction, sampleRate: settings.extractionRate)
      let features = try await store.features(
        of: selected.recordings, skippingUnreadable: isSkipping, progress: progress)
      all = try FeatureCorpus(selected, features: features.table, source: url.path)
      report = features.report
    }
    let prepared = all.prepared(repeated)
    corpus = prepared.corpus
    warnings =
      manifest.warnings + selected.warnings + selected.doubts
      + [corpus.onlyRecordings(settings.normalization)].compactMap(\.self) + report.sentences
      + prepared.warnings
    try classes.require(
      in: corpus.labelled.map(\.label), of: corpus.classes, manifest: manifest)
  }
}
