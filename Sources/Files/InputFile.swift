public import Foundation

/// A file open for reading at any offset, a range at a time, so that a large one is never held whole.
public final class InputFile: Sendable {
  public let path: String
  /// Bytes.
  public let size: Int
  private let descriptor: Int32

  /// - Throws: `FileError.missing` where there is no file, `.malformed` where a folder or a device
  ///   lies in its place, `.io` where it cannot be opened.
  public init(_ url: URL) throws(FileError) {
    path = url.path
    var status = stat()
    if stat(path, &status) != 0 { throw .reading(path, errno: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .malformed(path: path, what: "this is not a plain file; give the path of a file")
    }
    size = Int(status.st_size)
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw .reading(path, errno: errno) }
  }

  deinit { _ = close(descriptor) }

  /// Fills `bytes` from an offset.
  ///
  /// - Throws: `FileError.io` where reading fails, `.malformed` where the file ends before.
  public func read(into bytes: UnsafeMutableRawBufferPointer, at offset: Int) throws(FileError) {
    guard let base = bytes.baseAddress else { return }
    var done = 0
    while done < bytes.count {
      let count = pread(descriptor, base + done, bytes.count - done, off_t(offset + done))
      if count < 0 && errno == EINTR { continue }
      if count < 0 { throw .reading(path, errno: errno) }
      if count == 0 {
        throw .malformed(
          path: path,
          what: "the file ends at byte \(offset + done), "
            + "\(bytes.count - done) bytes before it should; fetch or write it again")
      }
      done += count
    }
  }

  /// The numbers that lie at an offset, as they are in memory.
  ///
  /// - Throws: as `read(into:at:)`.
  public func numbers<Number: BitwiseCopyable>(
    _ type: Number.Type, at offset: Int, count: Int
  ) throws(FileError) -> [Number] {
    var failure: FileError?
    let numbers = [Number](unsafeUninitializedCapacity: count) { buffer, filled in
      let bytes = UnsafeMutableRawBufferPointer(
        UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
      do throws(FileError) {
        try read(into: bytes, at: offset)
        filled = count
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return numbers
  }

  /// The bytes that lie at an offset.
  ///
  /// - Throws: as `read(into:at:)`.
  public func bytes(at offset: Int, count: Int) throws(FileError) -> [UInt8] {
    try numbers(UInt8.self, at: offset, count: count)
  }

  /// The whole file.
  ///
  /// - Throws: `FileError`.
  public static func contents(of url: URL) throws(FileError) -> [UInt8] {
    let file = try InputFile(url)
    return try file.bytes(at: 0, count: file.size)
  }
}
