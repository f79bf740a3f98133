import Files
import Foundation
import Speech

/// The recordings of a corpus that augmented pictures are variants of, wherever the corpus lies by now.
///
/// A recording is known by the SHA-256 of its bytes where the pictures' manifest tells it; of several
/// that have the same, by its path. Older manifests tell the path alone: it is looked for as it is, then
/// by its end, which is the path from the corpus's manifest, then by a name that only one recording has.
struct AugmentedSources {
  enum Match: Equatable {
    /// The path of a recording of the corpus.
    case recording(String)
    /// Its path is that of a recording, whose content is another by now.
    case changed
    case unknown
  }

  private let paths: Set<ExactText>
  private let byHash: [String: [String]]
  /// Paths by their ends that one recording alone has.
  private let byEnd: [ExactText: String]

  /// - Parameter areHashed: whether the pictures' manifest tells hashes, for which every recording is
  ///   read.
  init(_ manifest: Manifest, areHashed: Bool) {
    let recordings = manifest.recordings.map(\.url)
    let folder = manifest.url.absoluteURL.deletingLastPathComponent().standardizedFileURL.path + "/"
    paths = Set(recordings.map { ExactText($0.path) })
    var (byHash, byEnd) = ([String: [String]](), [ExactText: [String]]())
    for file in recordings {
      let path = file.path
      if path.hasPrefix(folder) {
        byEnd[ExactText(String(path.dropFirst(folder.count))), default: []].append(path)
      }
      byEnd[ExactText(file.lastPathComponent), default: []].append(path)
      // What cannot be read is not learnt from either.
      if areHashed, let hash = try? ContentHash(contentsOf: file) {
        byHash[hash.hex, default: []].append(path)
      }
    }
    self.byHash = byHash
    self.byEnd = byEnd.compactMapValues { Set($0.map(ExactText.init)).count == 1 ? $0[0] : nil }
  }

  func match(_ row: AugmentedManifest.Row) -> Match {
    guard !row.sourceHash.isEmpty else { return matchByPath(row.source) }
    let same = byHash[row.sourceHash] ?? []
    guard let first = same.first else {
      return matchByPath(row.source) == .unknown ? .unknown : .changed
    }
    if case .recording(let path) = matchByPath(row.source), same.contains(path) {
      return .recording(path)
    }
    return .recording(first)
  }

  private func matchByPath(_ source: String) -> Match {
    if paths.contains(ExactText(source)) { return .recording(source) }
    // From the longest end to the name alone.
    var parts = source.split(separator: "/")[...]
    while !parts.isEmpty {
      if let path = byEnd[ExactText(parts.joined(separator: "/"))] { return .recording(path) }
      parts = parts.dropFirst()
    }
    return .unknown
  }
}
