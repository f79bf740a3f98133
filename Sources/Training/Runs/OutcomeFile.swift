import Files
import Foundation

/// The outcomes of a fold, or of a part of one, as a file with its checksum.
struct OutcomeFile {
  let url: URL

  var isThere: Bool { FileManager.default.fileExists(atPath: url.path) }

  /// Whether it is there, and as it was written.
  ///
  /// - Throws: `FileError`.
  var isWhole: Bool {
    get throws(FileError) {
      guard isThere else { return false }
      do throws(FileError) {
        return try FileChecksum(of: url).fits
      } catch .missing {
        // Another process has just put it together with others.
        return false
      }
    }
  }

  /// The outcomes; nil where they are not there or not as they were written.
  ///
  /// - Throws: `FileError`, `.malformed` with what helps where nothing told that it is not whole.
  func read<Outcome: Decodable>(_ outcome: Outcome.Type) throws(FileError) -> [Outcome]? {
    guard try isWhole else { return nil }
    do throws(FileError) {
      return try JSONFile.read([Outcome].self, from: url)
    } catch .malformed(let path, let what) {
      throw .malformed(
        path: path,
        what:
          "\(what), and no checksum lies beside it; remove the file, and its part of the run is "
          + "computed anew")
    }
  }

  /// - Throws: `FileError`.
  func write(_ outcomes: some Encodable) throws(FileError) {
    try Folder.create(url.deletingLastPathComponent())
    let text = try JSONFile.text(outcomes, path: url.path) + "\n"
    // Before the file, which so never lies there without it.
    try FileChecksum(of: url).write(for: text)
    try AtomicFile.write(text, to: url)
  }

  /// - Throws: `FileError.io`.
  func remove() throws(FileError) {
    try Folder.remove(url)
    try Folder.remove(url.appendingPathExtension("sha256"))
  }
}
