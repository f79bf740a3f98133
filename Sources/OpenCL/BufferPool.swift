import COpenCL

/// Keeps released device memory for the next request that fits: training asks for the same sizes every
/// step, and fresh memory costs page faults on a CPU and a stall on a GPU.
public final class BufferPool {
  private let driver: any Driver
  private let device: Device
  /// Bytes of the largest single allocation.
  private let maxAllocation: Int
  /// Bytes that may be taken from the device.
  public private(set) var limit: Int
  private var free: [Int: [cl_mem?]] = [:]

  /// Bytes that live buffers hold now.
  public private(set) var inUse = 0
  /// Bytes taken from the device: live buffers and those waiting for reuse.
  public private(set) var held = 0
  /// The largest `inUse` since the start or the last `resetPeak()`.
  public private(set) var peak = 0
  /// Bytes of the largest buffer since the start.
  public private(set) var largest = 0

  init(_ driver: any Driver, device: Device, maxAllocation: Int, limit: Int) {
    self.driver = driver
    self.device = device
    self.maxAllocation = maxAllocation
    self.limit = limit
  }

  deinit {
    for memory in free.values.joined() { driver.release(memory) }
  }

  /// Begins a new measurement of `peak`.
  public func resetPeak() { peak = inUse }

  /// Does work that is refused more memory than so many bytes beyond what is held.
  public func limited<Result, Failure>(
    to bytes: Int, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let whole = limit
    limit = min(whole, held + bytes)
    defer { limit = whole }
    return try body()
  }

  func allocate(_ size: Int) throws(OpenCLError) -> Buffer {
    let wanted = rounded(size)
    let (memory, capacity) =
      if let known = takeFree(wanted) { known } else { (try create(wanted), wanted) }
    inUse += capacity
    peak = max(peak, inUse)
    largest = max(largest, capacity)
    return Buffer(memory: memory, size: size, capacity: capacity, pool: self)
  }

  /// Part of a buffer, which lives as long as it. Nothing is taken from the device.
  func part(of whole: Buffer, at offset: Int, size: Int) throws(OpenCLError) -> Buffer {
    let (memory, status) = driver.makePart(of: whole.memory, at: offset, bytes: size)
    guard status == CL_SUCCESS else {
      throw failure("dividing \(whole.size) bytes", "\(size) from \(offset) on", status)
    }
    return Buffer(memory: memory, size: size, partOf: whole, pool: self)
  }

  func release(_ part: cl_mem?) { driver.release(part) }

  func takeBack(_ memory: cl_mem?, capacity: Int) {
    inUse -= capacity
    free[capacity, default: []].append(memory)
  }

  /// The smallest that waits for reuse and fits, if it is at most twice as large: of a network's layers, whose
  /// sizes halve and double, each then finds the memory of another, and a quarter less is held than by layers
  /// that find their own alone.
  private func takeFree(_ wanted: Int) -> (cl_mem?, capacity: Int)? {
    var capacity = wanted
    while capacity <= 2 * wanted {
      if let known = free[capacity]?.popLast() { return (known, capacity) }
      capacity = rounded(capacity + 1)
    }
    return nil
  }

  /// Sizes in steps of at most an eighth, so that nearly equal requests share memory.
  private func rounded(_ size: Int) -> Int {
    guard size > 2048 else { return max(256, (size + 255) / 256 * 256) }
    let step = 1 << (Int.bitWidth - 1 - size.leadingZeroBitCount - 3)
    return (size + step - 1) / step * step
  }

  private func create(_ capacity: Int) throws(OpenCLError) -> cl_mem? {
    do { return try tryCreate(capacity) } catch {}
    // What waits for reuse may be just the room that is missing. The device has it only when the work that
    // uses it is done.
    _ = driver.finish()
    releaseFree()
    return try tryCreate(capacity)
  }

  /// A buffer, where the limits leave room for it and the device agrees: some devices promise more
  /// than they have and fail only at the first use.
  private func tryCreate(_ capacity: Int) throws(OpenCLError) -> cl_mem? {
    guard capacity <= maxAllocation, capacity <= limit - held else {
      throw .outOfMemory(
        device: device.name, wanted: capacity, held: held, limit: limit,
        largest: maxAllocation)
    }
    let (memory, status) = driver.makeMemory(bytes: capacity)
    guard status == CL_SUCCESS else {
      throw failure("allocating \(capacity) bytes", "", status)
    }
    held += capacity
    return memory
  }

  /// The error of a call that was refused.
  func failure(_ operation: String, _ detail: String, _ status: Int32) -> OpenCLError {
    driver.failure
      ?? .refusal(of: operation, detail, by: device, code: status, held: held, limit: limit)
  }

  /// Gives everything that waits for reuse back to the device, which has it when the work that uses it is done.
  public func releaseFree() {
    for (capacity, memories) in free {
      for memory in memories { driver.release(memory) }
      held -= capacity * memories.count
    }
    free = [:]
  }
}
