import Files
import Foundation

/// What lies in one folder, in sorted order. The files `._*`, which macOS leaves on foreign disks,
/// count as not there.
struct Folder {
  let files: [URL]
  /// The names of the folders in it.
  let subfolders: [String]
  /// What lies there and cannot be reached: links that lead nowhere, what is locked, and names that are
  /// no text.
  let unreachable: [SkippedFile]

  /// - Throws: `CorpusError.file` where there is no such folder or it cannot be listed.
  init(_ url: URL) throws(CorpusError) {
    switch PathEntry(url) {
    case .folder: break
    case .file:
      throw .file(.malformed(path: url.path, what: "this is a file; give the corpus's folder"))
    case .missing: throw .file(.missing(path: url.path))
    case .unreachable(let why): throw .file(.io(path: url.path, why: why))
    }
    let (names, unnameable): ([String], [String])
    do { (names, unnameable) = try Files.Folder.entries(in: url) } catch { throw .file(error) }
    var files: [URL] = []
    var subfolders: [String] = []
    var unreachable: [SkippedFile] = []
    for name in names where !name.hasPrefix("._") {
      let item = url.appending(path: name)
      switch PathEntry(item) {
      case .folder: subfolders.append(name)
      case .file: files.append(item)
      // It may have been removed just now.
      case .missing: continue
      case .unreachable(let why): unreachable.append(SkippedFile(item, why))
      }
    }
    unreachable += unnameable.map { name in
      // Without an ending it may be a folder with recordings.
      SkippedFile(
        url.appending(path: name), "the name is not UTF-8; rename it, for example by convmv",
        isRecording: SoundFormat.isSound(url.appending(path: name)) || !name.contains("."))
    }
    self.files = files
    self.subfolders = subfolders
    self.unreachable = unreachable
  }

  /// What lies in a folder that need not be there.
  ///
  /// - Throws: `CorpusError.file` where it is there and cannot be listed.
  init?(ifThere url: URL) throws(CorpusError) {
    guard Folder.exists(url) else { return nil }
    try self.init(url)
  }

  static func exists(_ url: URL) -> Bool { PathEntry(url) == .folder }

  /// The recordings in it.
  var recordings: NamedRecordings { NamedRecordings(among: files) }

  /// A few of the names, to show what was found instead of what was expected.
  var summary: String {
    let names = subfolders.map { $0 + "/" } + files.map(\.lastPathComponent)
    if names.isEmpty { return "nothing" }
    return names.prefix(5).joined(separator: ", ") + (names.count > 5 ? ", …" : "")
  }

  static func isWav(_ url: URL) -> Bool { url.pathExtension.lowercased() == "wav" }

  static func isWavOrFlac(_ url: URL) -> Bool {
    isWav(url) || url.pathExtension.lowercased() == "flac"
  }
}
