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
  ///   - table: the file of the features.
  /// - Throws: `FileError` and `CorpusError` where manifest, classes or features are at fault.
  public init(
    _ url: URL, classes: PreparedCorpus.Classes, rules: [String], features table: URL
  ) throws {
    manifest = try Manifest(contentsOf: url)
    let selected = try classes.selection(of: manifest, rules: rules)
    corpus = try FeatureCorpus(
      selected, features: FeatureTable(contentsOf: table), source: table.path)
    warnings = manifest.warnings
  }
}
