import Foundation

/// A file that recordings are parts of: they have a room, a microphone and, as a rule, a speaker in
/// common.
public struct SourceFile: Hashable, Sendable {
  /// Where it lies, links resolved: by this two manifests of one run name the same.
  public let path: String
  /// By this cards name it, wherever the corpus lies.
  public let identity: RecordingIdentity

  public init(path: String, identity: RecordingIdentity) {
    self.path = path
    self.identity = identity
  }
}

extension SourceFile {
  /// The file that each recording is a part of, or is itself where others are its parts; nil for the
  /// rest.
  ///
  /// - Parameter recordings: all of a manifest.
  static func files(of recordings: [Recording]) -> [SourceFile?] {
    func place(_ url: URL) -> URL { url.resolvingSymlinksInPath() }
    let sources = Set(recordings.compactMap(\.source))
    if sources.isEmpty { return recordings.map { _ in nil } }
    let places = Dictionary(uniqueKeysWithValues: sources.map { ($0, place($0)) })
    let whole = Set(places.values.map(\.path))
    let urls = recordings.map { recording -> URL? in
      if let source = recording.source { return places[source] }
      let own = place(recording.url)
      return whole.contains(own.path) ? own : nil
    }
    let known = zip(recordings, urls).compactMap { recording, url in
      url.map { Recording(url: $0, emotion: "", corpus: recording.corpus) }
    }
    var identities = RecordingIdentity.identities(of: known)[...]
    return urls.map { url in
      url.flatMap { url in
        identities.popFirst().map { SourceFile(path: url.path, identity: $0) }
      }
    }
  }
}
