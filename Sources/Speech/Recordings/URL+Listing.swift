import Foundation

extension URL {
  /// How a table in a folder lists the file: by its path from there where it lies below, so that the
  /// folder can move; else by its absolute path.
  func listed(in folder: URL) -> String {
    let folder = folder.absoluteURL.standardizedFileURL.path
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    let path = absoluteURL.standardizedFileURL.path
    return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
  }
}
