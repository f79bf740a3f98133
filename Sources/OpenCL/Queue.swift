import COpenCL

/// A device at work: its context, one in-order queue, the memory pool and the compiled programs.
///
/// Not `Sendable`: a queue and all that is made from it belong to one isolation domain.
public final class Queue {
  public let device: Device
  public let pool: BufferPool
  public let programs: ProgramCache
  let context: cl_context
  let handle: cl_command_queue
  let staged = StagedValues.Account()
  /// Device time by kernel, kept only when profiling was asked for.
  public let profile: Profile?

  /// - Parameters:
  ///   - profiling: whether each launch is timed by the device (see `profile`).
  ///   - cache: where compiled programs are kept between runs; nil keeps none.
  ///   - memoryLimit: bytes of the device's memory to take at most; nil for all of it.
  /// - Throws: `OpenCLError.gaveUp` or `.call` where the device cannot be opened.
  public init(
    _ device: Device, profiling: Bool = false, cache: BinaryCache? = nil, memoryLimit: Int? = nil
  ) throws(OpenCLError) {
    let limit = memoryLimit ?? device.facts.globalMemory
    func failure(_ operation: String, _ status: Int32) -> OpenCLError {
      .refusal(of: operation, "", by: device, code: status, held: 0, limit: limit)
    }
    var status: cl_int = 0
    var id: cl_device_id? = device.id
    guard let context = clCreateContext(nil, 1, &id, nil, nil, &status), status == CL_SUCCESS
    else { throw failure("opening the device", status) }
    let properties = profiling ? cl_command_queue_properties(CL_QUEUE_PROFILING_ENABLE) : 0
    guard let handle = clCreateCommandQueue(context, device.id, properties, &status),
      status == CL_SUCCESS
    else {
      clReleaseContext(context)
      throw failure("making a queue", status)
    }
    self.device = device
    self.context = context
    self.handle = handle
    pool = BufferPool(
      context: context, queue: handle, device: device, limit: limit)
    programs = ProgramCache(context: context, device: device, disk: cache)
    profile = profiling ? Profile() : nil
  }

  deinit {
    clFinish(handle)
    clReleaseCommandQueue(handle)
    clReleaseContext(context)
  }

  /// Memory for `size` bytes with arbitrary contents.
  ///
  /// - Throws: `OpenCLError.outOfMemory`.
  public func allocate(bytes size: Int) throws(OpenCLError) -> Buffer {
    try pool.allocate(size)
  }

  /// Enqueues a kernel over `global` work-items in work-groups of `local` (the driver's choice
  /// where nil). Nothing is enqueued for an empty range.
  ///
  /// - Throws: `OpenCLError.tooLarge` where a size is more than kernels can count or the device
  ///   launches, `.gaveUp` where the device finds no memory for it, `.call` where the kernel does
  ///   not take the arguments or the work-groups, or cannot be enqueued.
  public func launch(
    _ kernel: Kernel, global: [Int], local: [Int]? = nil, _ arguments: [KernelArgument]
  ) throws(OpenCLError) {
    if global.contains(0) { return }
    try checkSizes(of: kernel, global: global, arguments)
    for (index, argument) in arguments.enumerated() {
      let status = set(argument, at: cl_uint(index), of: kernel.handle)
      guard status == CL_SUCCESS else {
        throw failure("setting argument \(index) of \(kernel.name)", "", status)
      }
    }
    var event: cl_event?
    let status = withOptionalPointer(to: local) { local in
      withUnsafeMutablePointer(to: &event) { event in
        clEnqueueNDRangeKernel(
          handle, kernel.handle, cl_uint(global.count), nil, global, local, 0, nil,
          profile == nil ? nil : event)
      }
    }
    guard status == CL_SUCCESS else {
      let sizes = "global \(global), local \(local.map { "\($0)" } ?? "free")"
      throw failure("launching \(kernel.name)", sizes, status)
    }
    if let event { profile?.record(kernel.name, Event(event)) }
  }

  /// Waits until everything enqueued has been done.
  ///
  /// - Throws: `OpenCLError.gaveUp` where the device finds no memory for its work or a kernel
  ///   faulted, `.call` where it fails otherwise.
  public func finish() throws(OpenCLError) {
    let status = clFinish(handle)
    guard status == CL_SUCCESS else { throw failure("waiting for the device", "", status) }
  }

  /// Hands everything enqueued to the device without waiting.
  ///
  /// - Throws: `OpenCLError.gaveUp` where the device finds no memory for its work or a kernel
  ///   faulted, `.call` where it fails otherwise.
  public func flush() throws(OpenCLError) {
    let status = clFlush(handle)
    guard status == CL_SUCCESS else { throw failure("flushing the queue", "", status) }
  }

  func failure(_ operation: String, _ detail: String, _ status: Int32) -> OpenCLError {
    pool.failure(operation, detail, status)
  }

  private func set(_ argument: KernelArgument, at index: cl_uint, of kernel: cl_kernel) -> cl_int {
    switch argument {
    case .buffer(let buffer):
      var memory: cl_mem? = buffer.memory
      return clSetKernelArg(kernel, index, MemoryLayout<cl_mem?>.size, &memory)
    case .optional(let buffer):
      var memory: cl_mem? = buffer?.memory
      return clSetKernelArg(kernel, index, MemoryLayout<cl_mem?>.size, &memory)
    case .int(let value):
      var value = cl_int(truncatingIfNeeded: value)
      return clSetKernelArg(kernel, index, MemoryLayout<cl_int>.size, &value)
    case .bits(var value):
      return clSetKernelArg(kernel, index, MemoryLayout<cl_uint>.size, &value)
    case .float(var value):
      return clSetKernelArg(kernel, index, MemoryLayout<cl_float>.size, &value)
    case .ints(let values):
      let values = values.map { cl_int(truncatingIfNeeded: $0) }
      return clSetKernelArg(kernel, index, values.count * MemoryLayout<cl_int>.stride, values)
    case .local(let bytes):
      return clSetKernelArg(kernel, index, bytes, nil)
    }
  }
}

/// Calls `body` with a pointer to the elements, or with nil.
private func withOptionalPointer<R>(to values: [Int]?, _ body: (UnsafePointer<Int>?) -> R) -> R {
  guard let values else { return body(nil) }
  return values.withUnsafeBufferPointer { body($0.baseAddress) }
}
