import COpenCL

/// A device at work: its context, one in-order queue, the memory pool and the compiled programs.
///
/// Not `Sendable`: a queue and all that is made from it belong to one isolation domain.
public final class Queue {
  public let device: Device
  public let pool: BufferPool
  public let programs: ProgramCache
  let driver: any Driver
  /// Device time by kernel, kept only when profiling was asked for.
  public let profile: Profile?

  /// - Parameters:
  ///   - profiling: whether each launch is timed by the device (see `profile`).
  ///   - cache: where compiled programs are kept between runs; nil keeps none.
  ///   - memoryLimit: bytes of the device's memory to take at most; nil for all of it.
  ///   - compiler: who compiles what work lacks, all at once; nil where the driver does, one after the other. Launches
  ///     that wait for it are not timed.
  /// - Throws: `OpenCLError.gaveUp` or `.call` where the device cannot be opened.
  public init(
    _ device: Device, profiling: Bool = false, cache: BinaryCache? = nil, memoryLimit: Int? = nil,
    compiler: (any KernelCompiler)? = nil
  ) throws(OpenCLError) {
    let limit = memoryLimit ?? device.facts.globalMemory
    let own = try DeviceDriver(device, profiling: profiling, cache: cache, limit: limit)
    let driver: any Driver = compiler.map { CompilingDriver(own, $0) } ?? own
    self.device = device
    self.driver = driver
    pool = BufferPool(
      driver, device: device, maxAllocation: device.facts.maxAllocation, limit: limit)
    programs = ProgramCache(driver)
    profile = profiling ? Profile() : nil
  }

  /// A queue that computes nothing and notes what it is told, for a device that need not be here. What is
  /// read from it is zeros, and it has as much memory as is asked for.
  public init(noting recording: Recording, for facts: DeviceFacts) {
    device = Device(notHere: facts)
    driver = RecordingDriver(facts, recording)
    pool = BufferPool(driver, device: device, maxAllocation: .max, limit: .max)
    programs = ProgramCache(driver)
    profile = nil
  }

  /// Memory for `size` bytes with arbitrary contents.
  ///
  /// - Throws: `OpenCLError.outOfMemory`.
  public func allocate(bytes size: Int) throws(OpenCLError) -> Buffer {
    try pool.allocate(size)
  }

  /// Part of a buffer: a buffer of its own in the same memory, which keeps the whole alive.
  ///
  /// - Parameter offset: bytes, a multiple of the device's `partAlignment`.
  /// - Throws: `OpenCLError.call` where the part is not within the whole, or begins elsewhere.
  public func part(of whole: Buffer, at offset: Int, bytes size: Int) throws(OpenCLError) -> Buffer
  {
    try pool.part(of: whole, at: offset, size: size)
  }

  /// Enqueues a kernel over `global` work-items in work-groups of `local` (the driver's choice
  /// where nil). Nothing is enqueued for an empty range.
  ///
  /// - Parameters:
  ///   - multiplyAdds: that it does, where it is not memory alone that takes time.
  ///   - bytes: that it reads and writes; by itself all that its buffers have.
  /// - Throws: `OpenCLError.tooLarge` where a size is more than kernels can count or the device
  ///   launches, `.tooLargeGroup` where the device refuses groups that are larger than it or the kernel
  ///   allows, `.gaveUp` where it finds no memory for it, `.call` where the kernel does not take the
  ///   arguments or cannot be enqueued.
  public func launch(
    _ kernel: Kernel, global: [Int], local: [Int]? = nil, _ arguments: [KernelArgument],
    multiplyAdds: MultiplyAdds = .none, bytes: Int? = nil
  ) throws(OpenCLError) {
    if global.contains(0) { return }
    try checkSizes(of: kernel, global: global, arguments)
    for (index, argument) in arguments.enumerated() {
      let status = driver.set(argument, at: index, of: kernel)
      guard status == CL_SUCCESS else {
        throw failure("setting argument \(index) of \(kernel.name)", "", status)
      }
    }
    let (event, status) = driver.launch(kernel, global: global, local: local) {
      bytes.map { LaunchWork(multiplyAdds, bytes: $0) } ?? LaunchWork(multiplyAdds, over: arguments)
    }
    guard status == CL_SUCCESS else {
      // Asked for only now: some drivers name a smaller limit than they have.
      if let excess = kernel.excess(of: local, on: device.facts) {
        throw .tooLargeGroup(kernel: kernel.name, device: device.name, excess)
      }
      let sizes = "global \(global), local \(local.map { "\($0)" } ?? "free")"
      throw failure("launching \(kernel.name)", sizes, status)
    }
    if let event { profile?.record(kernel.name, multiplyAdds, event) }
  }

  /// Waits until everything enqueued has been done.
  ///
  /// - Throws: `OpenCLError.gaveUp` where the device finds no memory for its work or a kernel
  ///   faulted, `.call` where it fails otherwise.
  public func finish() throws(OpenCLError) {
    let status = waiting(driver.finish)
    guard status == CL_SUCCESS else { throw failure("waiting for the device", "", status) }
  }

  /// Waits, which a profile counts.
  func waiting<Status>(_ wait: () -> Status) -> Status { profile?.count(wait) ?? wait() }

  /// Hands everything enqueued to the device without waiting.
  ///
  /// - Throws: `OpenCLError.gaveUp` where the device finds no memory for its work or a kernel
  ///   faulted, `.call` where it fails otherwise.
  public func flush() throws(OpenCLError) {
    let status = driver.flush()
    guard status == CL_SUCCESS else { throw failure("flushing the queue", "", status) }
  }

  func failure(_ operation: String, _ detail: String, _ status: Int32) -> OpenCLError {
    pool.failure(operation, detail, status)
  }
}
