import Emotion
import Files
import Foundation
import Speech

/// The files that are read where a command is given one, for `OutputGuard`. What cannot be read is not
/// among them: the command will say so.
enum CommandInputs {
  /// A manifest and its recordings.
  static func manifest(_ url: URL) -> [URL] {
    [url] + ((try? Manifest(contentsOf: url))?.recordings.map(\.url) ?? [])
  }

  /// A recording, a folder of them, or a manifest, known by its ending.
  static func recordings(_ url: URL) -> [URL] {
    if Folder.isFolder(url) { return below(url) }
    return url.pathExtension.lowercased() == "csv" ? manifest(url) : [url]
  }

  /// A file, and the small one beside it that says what it holds.
  static func described(_ url: URL) -> [URL] { [url, url.appendingPathExtension("json")] }

  /// A table of augmented pictures, and these.
  static func augmented(_ url: URL) -> [URL] {
    let rows = (try? AugmentedManifest(contentsOf: url))?.rows ?? []
    return described(url) + rows.map(\.picture)
  }

  /// Synthetic vectors, and their labels.
  static func synthetic(_ url: URL) -> [URL] {
    described(url) + described(SyntheticVectors.labels(of: url))
  }

  /// All files in a folder and in those below it.
  static func below(_ folder: URL) -> [URL] {
    let files = FileManager.default.enumerator(
      at: folder.resolvingSymlinksInPath(), includingPropertiesForKeys: nil)
    return files?.compactMap { $0 as? URL } ?? []
  }

  /// Weights, or the folder of the run that has them; where they lie in one, all of this.
  static func model(_ url: URL) -> [URL] {
    Folder.isFolder(url)
      ? RunPlaces.files(of: url) : [url] + RunPlaces.files(of: url.deletingLastPathComponent())
  }
}
