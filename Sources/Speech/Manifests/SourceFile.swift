import Foundation

/// The file that a recording is a part of, or is: parts of one have a room, a microphone and, as a rule, a
/// speaker in common.
public struct SourceFile: Hashable, Sendable {
  /// Where it lies, links resolved: by this two manifests of one run name the same.
  public let path: String
  /// By this cards name it, wherever the corpus lies.
  public let identity: RecordingIdentity

  /// Whether the recording is the file itself.
  public let isWhole: Bool

  public init(path: String, identity: RecordingIdentity, isWhole: Bool) {
    self.path = path
    self.identity = identity
    self.isWhole = isWhole
  }
}

extension SourceFile {
  /// The file of each recording.
  ///
  /// - Parameter recordings: all of a manifest.
  static func files(of recordings: [Recording]) -> [SourceFile] {
    let urls = recordings.map { ($0.source ?? $0.url).resolvingSymlinksInPath() }
    let identities = RecordingIdentity.identities(
      of: zip(recordings, urls).map { Recording(url: $1, emotion: "", corpus: $0.corpus) })
    return recordings.indices.map {
      SourceFile(
        path: urls[$0].path, identity: identities[$0], isWhole: recordings[$0].source == nil)
    }
  }
}
