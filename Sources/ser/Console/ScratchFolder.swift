import Files
import Foundation

/// A folder for files that nobody is to find.
struct ScratchFolder {
  let url: URL

  /// - Throws: `FileError.io` where none can be made.
  init(
    in place: URL = FileManager.default.temporaryDirectory, named prefix: String = "ser"
  ) throws(FileError) {
    // mkdtemp puts what makes the name one of its own in the place of the six letters.
    let name = "\(place.path)/\(prefix)-XXXXXX"
    var path = Array(name.utf8CString)
    guard mkdtemp(&path) != nil else {
      throw .io(path: name, why: String(cString: strerror(errno)).lowercased())
    }
    let bytes = path.dropLast().map { UInt8(bitPattern: $0) }
    url = URL(filePath: String(decoding: bytes, as: UTF8.self), directoryHint: .isDirectory)
  }

  func remove() { try? Folder.remove(url) }
}
