public import Speech

/// What of a manifest a corpus is made of, as results tell it.
public struct CorpusUse: Sendable, Equatable, Codable {
  /// The manifest's name.
  public let manifest: String
  /// How many recordings the manifest lists, those that are left out too.
  public let recordings: Int
  public internal(set) var leftOut: LeftOut
  /// The manifest's labels that each class is made of, where they are not the class's name alone; nil
  /// where all are, and in files of versions that did not say.
  public let renamed: [String: [String]]?
  /// What may make two people of one, or one of several, a sentence each; nil where nothing does, and in
  /// files of versions that did not say.
  public let doubts: [String]?

  public init(
    manifest: String, recordings: Int, leftOut: LeftOut, renamed: [String: [String]]? = nil,
    doubts: [String] = []
  ) {
    self.renamed = renamed
    self.doubts = doubts.isEmpty ? nil : doubts
    self.manifest = manifest
    self.recordings = recordings
    self.leftOut = leftOut
  }

  init(_ selected: SelectedRecordings) {
    let renamed = selected.origins.filter { $0.value != [$0.key] }
    self.init(
      manifest: selected.source, recordings: selected.all, leftOut: selected.leftOut,
      renamed: renamed.isEmpty ? nil : renamed, doubts: selected.doubts)
  }

  enum CodingKeys: String, CodingKey {
    case manifest, recordings, renamed, doubts
    case leftOut = "left_out"
  }

  /// What is left out and why; nil where nothing is.
  public var sentence: String? { leftOut.sentence(of: recordings).map(told) }

  /// Which labels became which class; nil where each class has its label's name.
  public var renaming: String? {
    renamed.map { renamed in
      told(
        renamed.sorted { $0.key < $1.key }
          .map { "\($0.key) is what the manifest calls \($0.value.joined(separator: ", "))" }
          .joined(separator: "; "))
    }
  }

  private func told(_ clause: String) -> String {
    manifest.isEmpty ? "\(clause)." : "\(manifest): \(clause)."
  }
}
