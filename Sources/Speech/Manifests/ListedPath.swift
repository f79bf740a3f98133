import Files
import Foundation

/// Paths as tables list them.
enum ListedPath {
  /// What is wrong with a path as a table has it and how to write it, as a clause; nil where nothing is.
  ///
  /// - Parameter folder: that from which relative paths begin.
  static func fault(of path: String, in folder: URL) -> String? {
    let start = path.utf8.prefix(3).map { $0 }
    let hasDrive =
      start.count == 3 && start[1] == UInt8(ascii: ":")
      && (start[2] == UInt8(ascii: "\\") || start[2] == UInt8(ascii: "/"))
    if hasDrive || path.hasPrefix(#"\\"#) {
      return "\(path) is a path of Windows; write it as this system has it, from / or from the "
        + "table's folder, with / between folders"
    }
    if path.utf8.contains(UInt8(ascii: "\\")), PathEntry(url(path, in: folder)) == .missing {
      return #"\#(path) has the \ of Windows between folders; write / there: "#
        + path.replacingOccurrences(of: "\\", with: "/")
    }
    if path.hasPrefix("~/") {
      return "\(path) begins with ~, which only a shell understands; write the whole path"
    }
    if path.contains("://") {
      return "\(path) is an address; write the path of a file on this system"
    }
    return nil
  }

  /// How a table in a folder lists a file, so that it is read again as the same: behind `./` where a blank
  /// would be lost at its beginning, or where it would be taken for another kind of path.
  static func text(of file: URL, in folder: URL) -> String {
    let path = file.listed(in: folder)
    let isPlain = path.first?.isWhitespace == false && fault(of: path, in: folder) == nil
    return isPlain || path.hasPrefix("/") ? path : "./" + path
  }

  /// The file that a table names by a path, which may be absolute.
  ///
  /// - Parameter folder: that from which relative paths begin, with or without a slash at its end.
  static func url(_ path: String, in folder: URL) -> URL {
    let folder = URL(fileURLWithPath: folder.path, isDirectory: true)
    return URL(fileURLWithPath: path, relativeTo: folder).absoluteURL.standardizedFileURL
  }
}
