import Files
import Foundation

/// What lies in one folder, in sorted order. The files `._*`, which macOS leaves on foreign disks,
/// count as not there.
struct Folder {
  let files: [URL]
  /// The names of the folders in it.
  let subfolders: [String]

  /// - Throws: `CorpusError.file` where there is no such folder or it cannot be listed.
  init(_ url: URL) throws(CorpusError) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else {
      throw .file(.missing(path: url.path))
    }
    guard isFolder.boolValue else {
      throw .file(.malformed(path: url.path, what: "this is a file; give the corpus's folder"))
    }
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: url.path)
    } catch {
      throw .file(.io(path: url.path, why: "its content cannot be listed"))
    }
    var files: [URL] = []
    var subfolders: [String] = []
    for name in names.sorted() where !name.hasPrefix("._") {
      let item = url.appending(path: name)
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: item.path, isDirectory: &isFolder) else {
        continue
      }
      if isFolder.boolValue { subfolders.append(name) } else { files.append(item) }
    }
    self.files = files
    self.subfolders = subfolders
  }

  /// What lies in a folder that need not be there.
  ///
  /// - Throws: `CorpusError.file` where it is there and cannot be listed.
  init?(ifThere url: URL) throws(CorpusError) {
    guard Folder.exists(url) else { return nil }
    try self.init(url)
  }

  static func exists(_ url: URL) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  /// All files of a folder and of those in it, in sorted order of their folders.
  ///
  /// - Throws: `CorpusError.file` where there is no such folder or one cannot be listed.
  static func files(below root: URL) throws(CorpusError) -> [URL] {
    let folder = try Folder(root)
    var files = folder.files
    for name in folder.subfolders { files += try Self.files(below: root.appending(path: name)) }
    return files
  }

  /// The sound files by their names without ending; a wav goes before a flac of the same name.
  var recordings: [String: URL] { Self.recordings(among: files) }

  static func recordings(among files: [URL]) -> [String: URL] {
    Dictionary(
      files.filter(Folder.isWavOrFlac).map { ($0.deletingPathExtension().lastPathComponent, $0) },
      uniquingKeysWith: { Folder.isWav($0) ? $0 : $1 })
  }

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
