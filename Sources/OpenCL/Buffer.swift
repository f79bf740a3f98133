import COpenCL

/// Memory on a device. Made by a `Queue`; goes back to the queue's pool when the last reference
/// does. Because the queue works in order, the pool may hand the memory to later work at once.
public final class Buffer {
  /// nil where nobody computes.
  let memory: cl_mem?
  /// Bytes that were asked for; the memory behind may be larger.
  public let size: Int
  let capacity: Int
  private let pool: BufferPool

  init(memory: cl_mem?, size: Int, capacity: Int, pool: BufferPool) {
    self.memory = memory
    self.size = size
    self.capacity = capacity
    self.pool = pool
  }

  deinit {
    pool.takeBack(memory, capacity: capacity)
  }
}
