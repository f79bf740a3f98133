public import Foundation

/// A file that grows; what is added has left the process when `append` returns, and is on the disk when
/// `sync` does.
public final class AppendingFile {
  public let path: String
  private let descriptor: Int32

  /// Opens a file to add to, which is made where there is none.
  ///
  /// - Throws: `FileError.cannotCreate`, `.diskFull` or `.io`.
  public init(_ url: URL) throws(FileError) {
    path = url.path
    descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    if descriptor < 0 { throw .creating(path, errno: errno) }
  }

  deinit { _ = close(descriptor) }

  /// Locks the file until it is closed.
  ///
  /// - Returns: whether no other process has it; true where the file system has no locks.
  public func lock() -> Bool {
    flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK
  }

  /// Removes all that the file holds.
  ///
  /// - Throws: `FileError.io`.
  public func empty() throws(FileError) {
    if ftruncate(descriptor, 0) != 0 { throw .writing(path, errno: errno) }
  }

  /// Adds text at the end.
  ///
  /// - Throws: `FileError.diskFull` or `.io`.
  public func append(_ text: String) throws(FileError) { try append(Array(text.utf8)) }

  /// Adds bytes at the end.
  ///
  /// - Throws: `FileError.diskFull` or `.io`.
  public func append(_ bytes: [UInt8]) throws(FileError) {
    try withBytes(of: bytes) { bytes throws(FileError) in
      guard let base = bytes.baseAddress else { return }
      var done = 0
      while done < bytes.count {
        let count = Foundation.write(descriptor, base + done, bytes.count - done)
        if count < 0 && errno == EINTR { continue }
        if count < 0 { throw .writing(path, errno: errno) }
        done += count
      }
    }
  }

  /// Forces what was added to the disk.
  ///
  /// - Throws: `FileError.diskFull` or `.io`.
  public func sync() throws(FileError) {
    // A device or a pipe in the file's place has nothing to force.
    if fsync(descriptor) != 0, errno != EINVAL, errno != EROFS {
      throw .writing(path, errno: errno)
    }
  }
}
