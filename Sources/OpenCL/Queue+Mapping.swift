import COpenCL

/// Memory of the device that the host reads and writes in place, until it is given back. The device is given
/// nothing to do with it meanwhile.
public final class MappedValues {
  /// When the host may begin.
  public let arrival: Arrival
  private let buffer: Buffer
  private let queue: Queue
  private var isGivenBack = false

  fileprivate init(_ arrival: Arrival, _ buffer: Buffer, _ queue: Queue) {
    (self.arrival, self.buffer, self.queue) = (arrival, buffer, queue)
  }

  deinit { if !isGivenBack { _ = queue.driver.unmap(buffer, arrival.values) } }

  /// Gives the memory back: what the device is told from now on sees what the host wrote.
  ///
  /// - Throws: `OpenCLError.call` where the driver does not take it.
  public func giveBack() throws(OpenCLError) {
    isGivenBack = true
    let status = queue.driver.unmap(buffer, arrival.values)
    guard status == CL_SUCCESS else { throw queue.failure("giving back mapped memory", "", status) }
  }
}

/// When mapped memory has what the device was told before. Another thread than the queue's may wait.
///
/// `@unchecked Sendable`: an event may be waited for anywhere, and the memory is the host's alone once it has
/// arrived.
public struct Arrival: @unchecked Sendable {
  fileprivate let values: UnsafeMutableRawPointer?
  private let count: Int
  private let event: Event?
  private let device: Device

  fileprivate init(
    _ values: UnsafeMutableRawPointer?, count: Int, _ event: Event?, _ device: Device
  ) {
    (self.values, self.count, self.event, self.device) = (values, count, event, device)
  }

  /// - Throws: `OpenCLError.gaveUp` where the device finds no memory for its work or a kernel faulted, `.call`
  ///   where it fails otherwise.
  public func wait() throws(OpenCLError) -> UnsafeMutableBufferPointer<Float> {
    let status = event?.wait() ?? CL_SUCCESS
    guard status == CL_SUCCESS else {
      throw .refusal(of: "reading from the device", "", by: device, code: status, held: 0, limit: 0)
    }
    return UnsafeMutableBufferPointer(
      start: values?.assumingMemoryBound(to: Float.self), count: values == nil ? 0 : count)
  }
}

extension Queue {
  /// Begins to hand floats of a buffer to the host, without waiting.
  ///
  /// - Throws: `OpenCLError.gaveUp` where the device finds no memory for it, `.call` where it cannot be
  ///   enqueued.
  public func startMapping(_ buffer: Buffer) throws(OpenCLError) -> MappedValues {
    let (values, event, status) = driver.map(buffer)
    guard status == CL_SUCCESS else { throw failure("mapping memory", "", status) }
    let count = buffer.size / MemoryLayout<Float>.stride
    return MappedValues(Arrival(values, count: count, event, device), buffer, self)
  }
}
