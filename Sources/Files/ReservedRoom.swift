public import Foundation

/// Room on a disk that is kept for a file to be written last, such as a list of many files, so that it can be
/// written when these have filled the disk.
public final class ReservedRoom: Sendable {
  private let path: String

  /// - Parameters:
  ///   - folder: where it is kept, as a hidden file; one that a killed process left is taken up.
  ///   - bytes: of the file that is to be written.
  /// - Throws: `FileError.diskFull` where there is no such room, `.cannotCreate` or `.io`.
  public init(in folder: URL, bytes: Int) throws(FileError) {
    path = folder.appendingPathComponent(".reserved-room").path
    let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o666)
    if descriptor < 0 { throw .creating(path, errno: errno) }
    defer { _ = close(descriptor) }
    // Some blocks more than the file needs: on its way it is one of its own.
    let code = posix_fallocate(descriptor, 0, off_t(bytes + 8_192))
    if code == ENOSPC || code == EDQUOT {
      _ = unlink(path)
      throw .diskFull(path: folder.path)
    }
  }

  deinit { release() }

  /// Gives the room back.
  public func release() { _ = unlink(path) }
}
