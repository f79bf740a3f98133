public import Foundation
import Synchronization

/// Room on a disk that is kept for a file to be written last, such as a list of many files, so that it can be
/// written when these have filled the disk.
public final class ReservedRoom: Sendable {
  private let path: String
  private let bytes: Mutex<Int>

  /// - Parameters:
  ///   - folder: where it is kept, as a hidden file; one that a killed process left is taken up.
  ///   - bytes: of the file that is to be written.
  /// - Throws: `FileError.diskFull` where there is no such room, `.cannotCreate` or `.io`.
  public init(in folder: URL, bytes: Int) throws(FileError) {
    path = folder.appendingPathComponent(".reserved-room").path
    // Some blocks more than the file needs: on its way it is one of its own.
    self.bytes = Mutex(bytes + 8_192)
    do throws(FileError) {
      try Self.fill(path, from: 0, bytes + 8_192)
    } catch {
      release()
      throw error
    }
  }

  /// Keeps room for more.
  ///
  /// - Throws: `FileError.diskFull` where there is none, `.cannotCreate` or `.io`; what was kept stays.
  public func grow(by further: Int) throws(FileError) {
    try bytes.withLock { bytes throws(FileError) in
      try Self.fill(path, from: bytes, further)
      bytes += further
    }
  }

  private static func fill(_ path: String, from start: Int, _ count: Int) throws(FileError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o666)
    if descriptor < 0 { throw .creating(path, errno: errno) }
    defer { _ = close(descriptor) }
    switch posix_fallocate(descriptor, off_t(start), off_t(count)) {
    case ENOSPC, EDQUOT: throw .diskFull(path: URL(filePath: path).deletingLastPathComponent().path)
    case EFBIG: throw .writing(path, errno: EFBIG)
    default: break  // Not every disk can keep room.
    }
  }

  deinit { release() }

  /// Gives the room back.
  public func release() { _ = unlink(path) }
}
