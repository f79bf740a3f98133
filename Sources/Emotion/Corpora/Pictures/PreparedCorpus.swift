public import Foundation
public import Speech

/// A manifest's recordings of the chosen classes with their log-mel pictures, from the store beside
/// it or computed now.
public struct PreparedCorpus: Sendable {
  public let manifest: Manifest
  /// With pictures in dB.
  public let corpus: Corpus
  public let frontEnd: MelConfiguration
  /// How many pictures were found in the store.
  public let found: Int
  /// What a person should know, a sentence each.
  public let warnings: [String]

  /// Which classes are told apart.
  public enum Classes: Sendable {
    /// These, each of which must occur; all that occur where empty, two at least.
    case exactly([String])
    /// Those of these that occur, as when a trained model meets another corpus.
    case among([String])
  }

  /// - Parameters:
  ///   - classes: which are told apart; the positions in this list are the labels.
  ///   - rules: renamings such as `excited=happy`.
  ///   - repeated: what becomes of recordings that have the sound of another.
  ///   - progress: gets the number of pictures done and of all.
  /// - Throws: `FileError` and `CorpusError` where manifest, classes or recordings are at fault.
  public init(
    _ url: URL, classes: Classes, rules: [String], frontEnd: MelConfiguration,
    repeated: CorpusSettings.Repeated = .keep,
    progress: @Sendable (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) async throws {
    manifest = try Manifest(contentsOf: url)
    self.frontEnd = frontEnd
    let selected = try classes.selection(of: manifest, rules: rules)
    let features = try await FeatureStore(beside: url, configuration: frontEnd)
      .features(of: selected.recordings, progress: progress)
    let prepared = Corpus(selected, pictures: features.pictures).prepared(repeated)
    corpus = prepared.corpus
    found = features.found
    warnings = manifest.warnings + selected.warnings + features.warnings + prepared.warnings
  }
}

extension PreparedCorpus.Classes {
  /// The recordings of these classes.
  ///
  /// - Parameter rules: renamings such as `excited=happy`.
  /// - Throws: `CorpusError` where a rule is malformed or the manifest lacks the classes.
  func selection(
    of manifest: Manifest, rules: [String]
  ) throws(CorpusError) -> SelectedRecordings {
    let map = try LabelMap(rules: rules)
    switch self {
    case .among(let names):
      return try ClassSelection(classes: names, map: map, allMustOccur: false)(manifest)
    case .exactly(let names):
      let selected = try ClassSelection(classes: names.isEmpty ? nil : names, map: map)(manifest)
      guard selected.classes.count > 1 else {
        throw .classes(
          "\(manifest.url.path): every recording is of the class \(selected.classes.joined()), and "
            + "two or more are needed to tell them apart; add recordings of others.")
      }
      return selected
    }
  }
}
