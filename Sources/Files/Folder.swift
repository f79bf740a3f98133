public import Foundation

/// Folders, with errors that can be told apart.
public enum Folder {
  /// Makes a folder and those above it; one that is there already is kept.
  ///
  /// - Throws: `FileError.cannotCreate` where the place is read-only or a file is in the way,
  ///   `.diskFull` or `.io`.
  public static func create(_ url: URL) throws(FileError) {
    if mkdir(url.path, 0o777) == 0 { return }
    let code = errno
    if code == ENOENT, url.path != "/" {
      try create(url.deletingLastPathComponent())
      guard mkdir(url.path, 0o777) == 0 || errno == EEXIST else {
        throw .creating(url.path, errno: errno)
      }
      return
    }
    // A read-only file system says so before it looks whether the folder exists.
    guard isFolder(url) else {
      throw code == EEXIST
        ? .cannotCreate(path: url.path, why: "a file is in its place")
        : .creating(url.path, errno: code)
    }
  }

  public static func isFolder(_ url: URL) -> Bool {
    var status = stat()
    return stat(url.path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The names of what lies in a folder, sorted, hidden ones too; none where there is no folder. Those
  /// that are no text are left out.
  ///
  /// - Throws: `FileError.io` where it cannot be read, or a folder above it is locked.
  public static func names(in url: URL) throws(FileError) -> [String] {
    try entries(in: url).names
  }

  /// What lies in a folder, hidden ones too; nothing where there is no folder.
  ///
  /// - Returns: the names, sorted, and those that are not UTF-8 and so no text, as well as they can be
  ///   shown: nothing can be had by them.
  /// - Throws: `FileError.io` where it cannot be read, or a folder above it is locked.
  public static func entries(
    in url: URL
  ) throws(FileError) -> (names: [String], unnameable: [String]) {
    errno = 0
    guard isFolder(url) else {
      if errno == EACCES { throw .io(path: url.path, why: FileError.reason(EACCES)) }
      return ([], [])
    }
    guard let stream = opendir(url.path) else {
      throw .io(path: url.path, why: FileError.reason(errno))
    }
    defer { closedir(stream) }
    var (names, unnameable) = ([String](), [String]())
    errno = 0
    while let entry = readdir(stream) {
      withUnsafePointer(to: &entry.pointee.d_name) { name in
        name.withMemoryRebound(to: CChar.self, capacity: 256) { bytes in
          if let name = String(validatingCString: bytes) {
            if name != "." && name != ".." { names.append(name) }
          } else {
            unnameable.append(String(cString: bytes))
          }
        }
      }
      errno = 0
    }
    guard errno == 0 else { throw .io(path: url.path, why: FileError.reason(errno)) }
    return (names.sorted(), unnameable.sorted())
  }

  /// Removes a file, or a folder with all that it holds; nothing where there is nothing.
  ///
  /// - Throws: `FileError.io`.
  public static func remove(_ url: URL) throws(FileError) {
    var status = stat()
    guard lstat(url.path, &status) == 0 else { return }
    do {
      try FileManager.default.removeItem(at: url)
    } catch {
      throw .io(path: url.path, why: "it cannot be removed")
    }
  }
}
