public import Speech

/// What of a manifest a corpus is made of, as results tell it.
public struct CorpusUse: Sendable, Equatable, Codable {
  /// The manifest's name.
  public let manifest: String
  /// How many recordings the manifest lists, those that are left out too.
  public let recordings: Int
  public internal(set) var leftOut: LeftOut

  public init(manifest: String, recordings: Int, leftOut: LeftOut) {
    self.manifest = manifest
    self.recordings = recordings
    self.leftOut = leftOut
  }

  init(_ selected: SelectedRecordings) {
    self.init(manifest: selected.source, recordings: selected.all, leftOut: selected.leftOut)
  }

  enum CodingKeys: String, CodingKey {
    case manifest, recordings
    case leftOut = "left_out"
  }

  /// What is left out and why; nil where nothing is.
  public var sentence: String? {
    leftOut.sentence(of: recordings).map { manifest.isEmpty ? "\($0)." : "\(manifest): \($0)." }
  }
}
