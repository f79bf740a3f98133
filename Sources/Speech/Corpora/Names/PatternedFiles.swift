import Foundation

/// The sound files of a tree whose paths are of one of some forms.
struct PatternedFiles {
  /// Those that are, with what their paths say, sorted by path.
  private(set) var matches: [(url: URL, match: NamePattern.Match)] = []
  /// The other sound files, and what cannot be reached.
  private(set) var skipped: [SkippedFile] = []

  /// - Parameters:
  ///   - tree: that of the corpus's folder.
  ///   - patterns: the first that a path matches counts.
  ///   - areUnique: whether the same name is the same recording in whichever folder it lies, as where an
  ///     archive has a copy of all in another folder; else only beside each other, with another ending.
  init(
    _ tree: FolderTree, in root: URL, by patterns: [NamePattern], areUnique: Bool
  ) {
    let form = patterns.map(\.text).joined(separator: " or ")
    var firsts: [[String]: URL] = [:]
    let files = tree.files.filter { SoundFormat.isSound($0) }
      .map { (url: $0, path: $0.listed(in: root)) }
      // The official wav before a flac of the same name.
      .sorted { (Self.rank($0.url), $0.path) < (Self.rank($1.url), $1.path) }
    for (url, path) in files {
      guard let match = patterns.lazy.compactMap({ $0.match(path) }).first else {
        skipped.append(
          SkippedFile(
            url,
            SoundFormat.isRead(url)
              ? "the name is not of the form \(form)" : SoundFormat.notRead(url)))
        continue
      }
      guard SoundFormat.isRead(url) else {
        skipped.append(
          SkippedFile(url, SoundFormat.notRead(url), label: match[.emotion]))
        continue
      }
      let key = areUnique ? match.parts : [url.deletingPathExtension().path]
      if let first = firsts[key] {
        skipped.append(SkippedFile(url, repeating: first, isRecording: false))
      } else {
        firsts[key] = url
        matches.append((url, match))
      }
    }
    matches.sort { $0.url.path < $1.url.path }
    skipped.sort { $0.url.path < $1.url.path }
    skipped += tree.unreachable
  }

  private static func rank(_ url: URL) -> Int {
    Folder.isWav(url) ? 0 : Folder.isWavOrFlac(url) ? 1 : 2
  }
}
