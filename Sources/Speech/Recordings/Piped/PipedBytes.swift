import Files
import Foundation

/// Bytes that come through a pipe, as they come.
final class PipedBytes {
  /// What they are called in errors.
  let name: String
  private let descriptor: Int32
  private let isStopped: () -> Bool
  /// When to wait no more for what may not come; nil where nothing but the end ends it.
  var deadline: ContinuousClock.Instant?

  /// - Parameters:
  ///   - descriptor: open for reading, as long as this lives.
  ///   - isStopped: asked while nothing comes; what is heard by then is all.
  init(_ descriptor: Int32, name: String, isStopped: @escaping () -> Bool = { false }) {
    self.descriptor = descriptor
    self.name = name
    self.isStopped = isStopped
  }

  /// What has come, at most so many bytes and at least one; empty at the end.
  ///
  /// - Throws: `FileError.io`.
  func next(_ count: Int) throws(FileError) -> [UInt8] {
    while !isStopped(), deadline.map({ .now < $0 }) ?? true {
      var state = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let ready = poll(&state, 1, Self.patience)
      if ready == 0 || (ready < 0 && errno == EINTR) { continue }
      var done = 0
      let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
        done = read(descriptor, buffer.baseAddress, count)
        filled = max(0, done)
      }
      if done < 0 && (errno == EINTR || errno == EAGAIN) { continue }
      if done < 0 {
        throw .io(path: name, why: String(cString: strerror(errno)).lowercased())
      }
      return bytes
    }
    return []
  }

  /// So many bytes; fewer at the end.
  ///
  /// - Throws: as `next`.
  func exactly(_ count: Int) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      let more = try next(count - bytes.count)
      if more.isEmpty { break }
      bytes += more
    }
    return bytes
  }

  /// Milliseconds between two looks at whether to stop.
  private static let patience: Int32 = 100
}
