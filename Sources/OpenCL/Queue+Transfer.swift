import COpenCL

/// Numbers that buffers hold: plain bits, the same on host and device.
public protocol DeviceScalar: BitwiseCopyable, Sendable {}
extension Float: DeviceScalar {}
extension Int32: DeviceScalar {}
extension UInt32: DeviceScalar {}
extension UInt8: DeviceScalar {}

/// Values on their way from the device; the memory they arrive in lives as long as this.
public final class PendingRead<Element: DeviceScalar> {
  private let values: UnsafeMutableBufferPointer<Element>
  private let event: Event?
  private let queue: Queue
  /// Keeps the source from being reused before the copy has been enqueued and done.
  private let source: Buffer

  fileprivate init(
    _ values: UnsafeMutableBufferPointer<Element>, _ event: Event?, _ queue: Queue, _ source: Buffer
  ) {
    self.values = values
    self.event = event
    self.queue = queue
    self.source = source
  }

  deinit {
    _ = event?.wait()
    values.deallocate()
  }

  /// Waits for the values.
  ///
  /// - Throws: `OpenCLError.gaveUp` where the device finds no memory for its work or a kernel
  ///   faulted, `.call` where it fails otherwise.
  public func wait() throws(OpenCLError) -> [Element] {
    let status = queue.waiting { event?.wait() ?? CL_SUCCESS }
    guard status == CL_SUCCESS else { throw queue.failure("reading from the device", "", status) }
    return Array(values)
  }
}

extension Queue {
  /// A buffer with these values; the host memory is free for reuse on return.
  ///
  /// - Throws: `OpenCLError.outOfMemory` where there is no room for them, `.call` where they cannot
  ///   be copied.
  public func makeBuffer<Element: DeviceScalar>(_ values: [Element]) throws(OpenCLError) -> Buffer {
    let buffer = try allocate(bytes: max(1, values.count) * MemoryLayout<Element>.stride)
    try write(values, into: buffer)
    return buffer
  }

  /// Copies values to the start of a buffer; the host memory is free for reuse on return. It waits for
  /// the device only where much is on its way already.
  ///
  /// - Throws: `OpenCLError.gaveUp` where the device finds no memory for the copy, `.call`
  ///   where the buffer is too small or the copy fails.
  public func write<Element: DeviceScalar>(_ values: [Element], into buffer: Buffer)
    throws(OpenCLError)
  {
    let size = values.count * MemoryLayout<Element>.stride
    guard size > 0 else { return }
    guard size <= buffer.size else {
      throw failure("writing \(size) bytes into \(buffer.size)", "", CL_INVALID_VALUE)
    }
    let status = values.withUnsafeBytes { bytes in waiting { driver.write(bytes, into: buffer) } }
    guard status == CL_SUCCESS else {
      throw failure("writing to the device", "\(size) bytes", status)
    }
  }

  /// Begins to read the first `count` elements, without waiting.
  ///
  /// - Throws: `OpenCLError.gaveUp` where the device finds no memory for the copy, `.call`
  ///   where it cannot be enqueued.
  public func startReading<Element: DeviceScalar>(
    _ buffer: Buffer, count: Int, as type: Element.Type = Element.self
  ) throws(OpenCLError) -> PendingRead<Element> {
    let values = UnsafeMutableBufferPointer<Element>.allocate(capacity: count)
    guard count > 0 else { return PendingRead(values, nil, self, buffer) }
    let (event, status) = driver.read(buffer, into: UnsafeMutableRawBufferPointer(values))
    guard status == CL_SUCCESS else {
      _ = event?.wait()
      values.deallocate()
      throw failure("reading from the device", "\(count) elements", status)
    }
    return PendingRead(values, event, self, buffer)
  }

  /// The first `count` elements of a buffer.
  ///
  /// - Throws: `OpenCLError.gaveUp` where the device finds no memory for its work or a kernel
  ///   faulted, `.call` where it fails otherwise.
  public func read<Element: DeviceScalar>(
    _ buffer: Buffer, count: Int, as type: Element.Type = Element.self
  ) throws(OpenCLError) -> [Element] {
    try startReading(buffer, count: count, as: type).wait()
  }

  /// Copies `count` bytes between buffers.
  ///
  /// - Throws: `OpenCLError.gaveUp` where the device finds no memory for the copy, `.call`
  ///   where it cannot be enqueued.
  public func copy(
    _ source: Buffer, at sourceOffset: Int = 0, to target: Buffer, at targetOffset: Int = 0,
    bytes count: Int
  ) throws(OpenCLError) {
    guard count > 0 else { return }
    let status = driver.copy(source, at: sourceOffset, to: target, at: targetOffset, bytes: count)
    guard status == CL_SUCCESS else { throw failure("copying", "\(count) bytes", status) }
  }

  /// Sets the first `count` elements of a buffer to one value.
  ///
  /// - Throws: `OpenCLError.gaveUp` where the device finds no memory for it, `.call` where it
  ///   cannot be enqueued.
  public func fill<Element: DeviceScalar>(_ buffer: Buffer, with value: Element, count: Int)
    throws(OpenCLError)
  {
    guard count > 0 else { return }
    let status = withUnsafeBytes(of: value) {
      driver.fill(buffer, with: $0, bytes: count * MemoryLayout<Element>.stride)
    }
    guard status == CL_SUCCESS else { throw failure("filling", "\(count) elements", status) }
  }
}
