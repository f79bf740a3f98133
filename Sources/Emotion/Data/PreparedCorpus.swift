public import Foundation
public import Speech

/// A manifest's recordings of the chosen classes with their log-mel pictures, from the store beside it
/// or computed now.
public struct PreparedCorpus: Sendable {
  public let manifest: Manifest
  /// With pictures in dB.
  public let corpus: Corpus
  public let frontEnd: MelConfiguration
  /// How many pictures were found in the store.
  public let found: Int
  /// What a person should know, a sentence each.
  public let warnings: [String]

  /// - Parameters:
  ///   - classes: those to tell apart; all that occur where empty.
  ///   - rules: renamings such as `excited=happy`.
  ///   - progress: gets the number of pictures done and of all.
  /// - Throws: `FileError` and `CorpusError` where manifest, classes or recordings are at fault.
  public init(
    _ url: URL, classes: [String], rules: [String], frontEnd: MelConfiguration,
    progress: @Sendable (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) async throws {
    manifest = try Manifest(contentsOf: url)
    self.frontEnd = frontEnd
    let selection = ClassSelection(
      classes: classes.isEmpty ? nil : classes, map: try LabelMap(rules: rules))
    let selected = try selection(manifest.recordings)
    let features = try await FeatureStore(beside: url, configuration: frontEnd)
      .features(of: selected.recordings, progress: progress)
    corpus = Corpus(selected, pictures: features.pictures)
    found = features.found
    warnings = manifest.warnings + features.warnings
  }
}
