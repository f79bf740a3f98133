public import Foundation

/// A file that appears whole or not at all: it is written under a temporary name in the same
/// folder, forced to the disk, and renamed over its true name.
///
/// Until `commit` returns, whatever lay at the path before is untouched. A writer that is dropped
/// without a commit removes its temporary file. A device or a pipe, such as /dev/stdout, cannot be
/// replaced: it gets the bytes as they come.
public final class AtomicFile {
  /// The file that `commit` puts in place; a symbolic link is followed, so that it stays a link, unless
  /// it is to be replaced.
  public let path: String
  /// nil where a device or a pipe is written to.
  private let temporary: String?
  private var descriptor: Int32
  private var position: Int64 = 0

  /// Opens a temporary file beside `url`.
  ///
  /// - Parameters:
  ///   - permissions: of the file, less what the process's mask takes away.
  ///   - replacingLinks: whether a link is replaced, and what it leads to left alone.
  /// - Throws: `FileError.cannotCreate` where the folder is missing or read-only or something other
  ///   than a plain file lies at the path, `.diskFull` where there is no room.
  public init(
    _ url: URL, permissions: mode_t = 0o666, replacingLinks: Bool = false
  ) throws(FileError) {
    path = (replacingLinks ? url : url.resolvingSymlinksInPath()).path
    var status = stat()
    if (replacingLinks ? lstat(path, &status) : stat(path, &status)) == 0 {
      switch status.st_mode & S_IFMT {
      case S_IFREG, S_IFLNK: break
      case S_IFCHR, S_IFIFO:
        temporary = nil
        descriptor = open(path, O_WRONLY | O_CLOEXEC)
        if descriptor < 0 { throw .creating(path, errno: errno) }
        return
      default:
        throw .cannotCreate(path: path, why: "something that is not a plain file is in its place")
      }
    } else if errno == ENAMETOOLONG {
      // The temporary name is short enough, so that the end would be the first to notice.
      throw .creating(path, errno: ENAMETOOLONG)
    }
    let target = URL(fileURLWithPath: path)
    let hidden =
      target.deletingLastPathComponent()
      .appendingPathComponent(FileName.hidden(target.lastPathComponent)).path
    temporary = hidden
    descriptor = open(hidden, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, permissions)
    if descriptor < 0 { throw .creating(path, errno: errno) }
  }

  deinit { discard() }

  /// Appends bytes.
  ///
  /// - Throws: `FileError.diskFull` or `.io`.
  public func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    if temporary == nil {
      try put(bytes) { Foundation.write(descriptor, $0, $1) }
    } else {
      try write(bytes, at: position)
    }
    position += Int64(bytes.count)
  }

  /// Appends bytes.
  ///
  /// - Throws: `FileError.diskFull` or `.io`.
  public func write(_ data: Data) throws(FileError) {
    try withBytes(of: data) { bytes throws(FileError) in try write(bytes) }
  }

  /// Appends text as UTF-8.
  ///
  /// - Throws: `FileError.diskFull` or `.io`.
  public func write(_ text: String) throws(FileError) {
    try write(Data(text.utf8))
  }

  /// Writes bytes at an offset from the start of the file; what is appended later is not moved.
  ///
  /// - Throws: `FileError.diskFull` or `.io`, as always where a pipe is written to.
  public func write(_ bytes: UnsafeRawBufferPointer, at offset: Int64) throws(FileError) {
    var offset = off_t(offset)
    try put(bytes) { start, count in
      let count = pwrite(descriptor, start, count, offset)
      offset += off_t(max(0, count))
      return count
    }
  }

  /// Writes all bytes by a call that may take a part of them.
  ///
  /// - Throws: `FileError.diskFull` or `.io`.
  private func put(
    _ bytes: UnsafeRawBufferPointer, by call: (UnsafeRawPointer, Int) -> Int
  ) throws(FileError) {
    guard let base = bytes.baseAddress else { return }
    var done = 0
    while done < bytes.count {
      let count = call(base + done, bytes.count - done)
      if count < 0 && errno == EINTR { continue }
      if count < 0 { throw .writing(path, errno: errno) }
      done += count
    }
  }

  /// Forces the content to the disk and puts the file in its place.
  ///
  /// - Throws: `FileError`; the temporary file is then gone and the earlier file still there.
  public func commit() throws(FileError) {
    defer { discard() }
    guard let temporary else { return }
    if fsync(descriptor) != 0 { throw .writing(path, errno: errno) }
    if rename(temporary, path) != 0 { throw .creating(path, errno: errno) }
    // The new name is on the disk only when its folder is. Some file systems cannot sync a folder;
    // the file itself is safe by then.
    let folder = open((path as NSString).deletingLastPathComponent, O_RDONLY | O_CLOEXEC)
    if folder >= 0 {
      _ = fsync(folder)
      _ = close(folder)
    }
  }

  /// Closes the file and removes its temporary name; after a commit there is none.
  private func discard() {
    guard descriptor >= 0 else { return }
    _ = close(descriptor)
    if let temporary { _ = unlink(temporary) }
    descriptor = -1
  }
}

extension AtomicFile {
  /// Refuses at once what writing would refuse when all is computed: an empty temporary file is made and
  /// removed. A pipe or a device is left alone.
  ///
  /// - Throws: `FileError.cannotCreate`, `.diskFull` or `.io`.
  public static func requirePlace(_ url: URL) throws(FileError) {
    var status = stat()
    if stat(url.path, &status) == 0 {
      switch status.st_mode & S_IFMT {
      case S_IFREG, S_IFDIR: break
      default: return
      }
    }
    _ = try AtomicFile(url)
  }

  /// Writes a file through a closure and commits it; an error of the closure leaves no trace.
  ///
  /// - Throws: `FileError`, the closure's or of the file itself.
  public static func write(
    to url: URL, _ body: (AtomicFile) throws(FileError) -> Void
  ) throws(FileError) {
    let file = try AtomicFile(url)
    try body(file)
    try file.commit()
  }

  /// Writes a whole file.
  ///
  /// - Throws: `FileError.cannotCreate`, `.diskFull` or `.io`.
  public static func write(_ data: Data, to url: URL) throws(FileError) {
    try write(to: url) { file throws(FileError) in try file.write(data) }
  }

  /// Writes a whole text file, as UTF-8.
  ///
  /// - Throws: `FileError.cannotCreate`, `.diskFull` or `.io`.
  public static func write(_ text: String, to url: URL) throws(FileError) {
    try write(Data(text.utf8), to: url)
  }
}
