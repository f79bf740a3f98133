import COpenCL

/// Memory on a device. Made by a `Queue`; goes back to the queue's pool when the last reference
/// does. Because the queue works in order, the pool may hand the memory to later work at once.
public final class Buffer {
  /// nil where nobody computes.
  let memory: cl_mem?
  /// Bytes that were asked for; the memory behind may be larger.
  public let size: Int
  private let source: Source
  private let pool: BufferPool

  private enum Source {
    /// Memory of its own, of so many bytes.
    case pool(capacity: Int)
    case part(of: Buffer)
  }

  init(memory: cl_mem?, size: Int, capacity: Int, pool: BufferPool) {
    (self.memory, self.size, self.pool) = (memory, size, pool)
    source = .pool(capacity: capacity)
  }

  init(memory: cl_mem?, size: Int, partOf whole: Buffer, pool: BufferPool) {
    (self.memory, self.size, self.pool) = (memory, size, pool)
    source = .part(of: whole)
  }

  /// Bytes that may be used.
  var capacity: Int {
    switch source {
    case .pool(let capacity): capacity
    case .part: size
    }
  }

  deinit {
    switch source {
    case .pool(let capacity): pool.takeBack(memory, capacity: capacity)
    case .part: pool.release(memory)
    }
  }
}
