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
  /// What is to be told of the recordings of the classes.
  public let report: RecordingReport
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
  ///   - isSkipping: whether to go on without recordings that cannot be read.
  ///   - rows: those of the manifest that are used.
  ///   - progress: gets the number of pictures done and of all.
  /// - Throws: `FileError` and `CorpusError` where manifest or classes are at fault,
  ///   `UnreadableRecordings` where recordings are.
  public init(
    _ url: URL, classes: Classes, rules: [String], frontEnd: MelConfiguration,
    repeated: CorpusSettings.Repeated = .keep, skippingUnreadable isSkipping: Bool = false,
    rows: RowSelection = .all,
    progress: @Sendable (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) async throws {
    manifest = try Manifest(contentsOf: url).selecting(rows)
    self.frontEnd = frontEnd
    let selected = try classes.selection(of: manifest, rules: rules)
    let features = try await FeatureStore(beside: url, configuration: frontEnd)
      .features(of: selected.recordings, skippingUnreadable: isSkipping, progress: progress)
    let kept = selected.leavingOut(features.report.leftOut)
    try classes.require(in: kept.labels, of: kept.classes, manifest: manifest)
    let prepared = Corpus(kept, pictures: features.pictures).prepared(repeated)
    corpus = prepared.corpus
    found = features.found
    report = features.report
    warnings =
      manifest.warnings + selected.warnings + selected.doubts + report.sentences + prepared.warnings
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

  /// Checks that every class which must occur is left when recordings are left out.
  ///
  /// - Parameters:
  ///   - labels: of the recordings that are left, as positions in `names`.
  ///   - names: of the classes.
  /// - Throws: `CorpusError.classes`.
  func require(
    in labels: [Int], of names: [String], manifest: Manifest
  ) throws(CorpusError) {
    let left = Set(labels)
    guard case .exactly = self, let lost = names.indices.first(where: { !left.contains($0) })
    else { return }
    throw .classes(
      "\(manifest.url.path): of the class \(names[lost]) no recording can be used; mend those that are "
        + "left out, or leave the class out too.")
  }
}
