import Files
import Foundation

/// What a recording is known by, whatever the order of its manifest's rows and wherever its corpus
/// lies: its corpus, and its path below the deepest folder that holds all of the corpus's recordings.
///
/// Recordings are put into the order of their identities before anything is drawn, and what is drawn
/// for one of them comes from its identity: a seed gives the same results for the same corpus.
public struct RecordingIdentity: Hashable, Sendable, Codable {
  public let corpus: String
  /// In Unicode's composed form, for file systems differ in which one they keep.
  public let path: String

  public init(corpus: String, path: String) {
    self.corpus = corpus
    self.path = path.precomposedStringWithCanonicalMapping
  }

  /// A number that stands for it wherever random draws are made for the recording.
  public var number: UInt64 {
    let digits = ContentHash(of: "\(corpus)\n\(path)").hex.prefix(16)
    return UInt64(digits, radix: 16) ?? 0
  }
}

extension RecordingIdentity {
  /// The file's name.
  public var name: Substring { path.split(separator: "/").last ?? "" }

  /// Whether another may be of the same file, named from another folder or in a manifest that does not
  /// say of which corpus it is.
  public func mayBe(_ other: RecordingIdentity) -> Bool {
    let isOneCorpus = corpus == other.corpus || corpus.isEmpty || other.corpus.isEmpty
    return isOneCorpus
      && (path == other.path || path.hasSuffix("/\(other.path)")
        || other.path.hasSuffix("/\(path)"))
  }
}

extension RecordingIdentity: Comparable {
  public static func < (a: RecordingIdentity, b: RecordingIdentity) -> Bool {
    (a.corpus, a.path) < (b.corpus, b.path)
  }
}

extension RecordingIdentity {
  /// The identity of each recording, in their order.
  ///
  /// - Parameter recordings: all of a manifest.
  public static func identities(of recordings: [Recording]) -> [RecordingIdentity] {
    let folders = recordings.map { $0.url.deletingLastPathComponent().pathComponents }
    var roots: [String: Int] = [:]
    for members in Dictionary(grouping: recordings.indices, by: { recordings[$0].corpus }).values {
      let first = folders[members[0]]
      let shared = members.reduce(first.count) { depth, member in
        min(depth, zip(first, folders[member]).prefix { $0 == $1 }.count)
      }
      roots[recordings[members[0]].corpus] = shared
    }
    return recordings.map { recording in
      let components = recording.url.pathComponents.dropFirst(roots[recording.corpus] ?? 0)
      return RecordingIdentity(
        corpus: recording.corpus, path: components.joined(separator: "/"))
    }
  }
}
