import COpenCL

/// A device that is here: its context and one in-order queue.
final class DeviceDriver: Driver {
  let device: Device
  let id: cl_device_id
  let context: cl_context
  let handle: cl_command_queue
  let disk: BinaryCache?
  private let isProfiling: Bool
  private let staged = StagedValues.Account()

  /// - Parameters:
  ///   - profiling: whether launches have events.
  ///   - limit: bytes of memory that may be taken, for the error's words.
  /// - Throws: `OpenCLError.gaveUp` or `.call` where the device cannot be opened.
  init(_ device: Device, profiling: Bool, cache: BinaryCache?, limit: Int) throws(OpenCLError) {
    func failure(_ operation: String, _ status: Int32) -> OpenCLError {
      .refusal(of: operation, "", by: device, code: status, held: 0, limit: limit)
    }
    guard let id = device.id else { throw failure("opening the device", CL_DEVICE_NOT_AVAILABLE) }
    var status: cl_int = 0
    var only: cl_device_id? = id
    guard let context = clCreateContext(nil, 1, &only, nil, nil, &status), status == CL_SUCCESS
    else { throw failure("opening the device", status) }
    let properties = profiling ? cl_command_queue_properties(CL_QUEUE_PROFILING_ENABLE) : 0
    guard let handle = clCreateCommandQueue(context, id, properties, &status),
      status == CL_SUCCESS
    else {
      clReleaseContext(context)
      throw failure("making a queue", status)
    }
    self.device = device
    self.id = id
    self.context = context
    self.handle = handle
    disk = cache
    isProfiling = profiling
  }

  deinit {
    clFinish(handle)
    clReleaseCommandQueue(handle)
    clReleaseContext(context)
  }

  // MARK: - Memory

  func makeMemory(bytes: Int) -> (memory: cl_mem?, status: cl_int) {
    if device.facts.kind == .cpu, bytes >= LargePages.size,
      let memory = LargePages.makeMemory(context, bytes: bytes)
    {
      return (memory, CL_SUCCESS)
    }
    var status: cl_int = 0
    let memory = clCreateBuffer(context, cl_mem_flags(CL_MEM_READ_WRITE), bytes, nil, &status)
    return (memory, memory == nil && status == CL_SUCCESS ? CL_INVALID_VALUE : status)
  }

  func makePart(of memory: cl_mem?, at offset: Int, bytes: Int)
    -> (memory: cl_mem?, status: cl_int)
  {
    guard let memory else { return (nil, CL_INVALID_MEM_OBJECT) }
    var status: cl_int = 0
    var region = cl_buffer_region(origin: offset, size: bytes)
    let part = clCreateSubBuffer(
      memory, cl_mem_flags(CL_MEM_READ_WRITE), cl_buffer_create_type(CL_BUFFER_CREATE_TYPE_REGION),
      &region, &status)
    return (part, part == nil && status == CL_SUCCESS ? CL_INVALID_VALUE : status)
  }

  func release(_ memory: cl_mem?) {
    if let memory { clReleaseMemObject(memory) }
  }

  // MARK: - Launches

  func launch(_ kernel: Kernel, global: [Int], local: [Int]?, work: () -> LaunchWork)
    -> (event: Event?, status: cl_int)
  {
    var event: cl_event?
    let status = withOptionalPointer(to: local) { local in
      withUnsafeMutablePointer(to: &event) { event in
        clEnqueueNDRangeKernel(
          handle, kernel.handle, cl_uint(global.count), nil, global, local, 0, nil,
          isProfiling ? event : nil)
      }
    }
    return (event.map(Event.init), status)
  }

  func set(_ argument: KernelArgument, at index: Int, of kernel: Kernel) -> cl_int {
    let (kernel, index) = (kernel.handle, cl_uint(index))
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

  func set(_ argument: RawArgument<cl_mem?>, at index: Int, of kernel: Kernel) -> cl_int {
    let (kernel, index) = (kernel.handle, cl_uint(index))
    switch argument {
    case .memory(var memory):
      return clSetKernelArg(kernel, index, MemoryLayout<cl_mem?>.size, &memory)
    case .value(let bytes): return clSetKernelArg(kernel, index, bytes.count, bytes)
    case .local(let bytes): return clSetKernelArg(kernel, index, bytes, nil)
    }
  }

  func finish() -> cl_int { clFinish(handle) }

  func flush() -> cl_int { clFlush(handle) }

  // MARK: - Transfers

  /// Waits for the device only where much is on its way already.
  func write(_ values: UnsafeRawBufferPointer, into buffer: Buffer) -> cl_int {
    guard let start = values.baseAddress else { return CL_SUCCESS }
    guard let copy = stage(values) else {
      return clEnqueueWriteBuffer(
        handle, buffer.memory, cl_bool(CL_TRUE), 0, values.count, start, 0, nil, nil)
    }
    return write(copy, size: values.count, into: buffer.memory)
  }

  /// A copy of values to be written later; nil where too many wait already.
  func stage(_ values: UnsafeRawBufferPointer) -> StagedValues? {
    values.baseAddress.flatMap { StagedValues($0, size: values.count, account: staged) }
  }

  func write(_ copy: StagedValues, size: Int, into memory: cl_mem?) -> cl_int {
    var event: cl_event?
    var status = clEnqueueWriteBuffer(
      handle, memory, cl_bool(CL_FALSE), 0, size, copy.memory, 0, nil, &event)
    guard status == CL_SUCCESS, let event else { return status }
    status = copy.keep(until: event)
    return status == CL_SUCCESS ? flush() : status
  }

  func read(_ buffer: Buffer, into values: UnsafeMutableRawBufferPointer)
    -> (event: Event?, status: cl_int)
  {
    var event: cl_event?
    let status = clEnqueueReadBuffer(
      handle, buffer.memory, cl_bool(CL_FALSE), 0, values.count, values.baseAddress, 0, nil, &event)
    let read = event.map(Event.init)
    return (read, status == CL_SUCCESS ? flush() : status)
  }

  func copy(
    _ source: Buffer, at sourceOffset: Int, to target: Buffer, at targetOffset: Int, bytes: Int
  )
    -> cl_int
  {
    copy(source.memory, at: sourceOffset, to: target.memory, at: targetOffset, bytes: bytes)
  }

  func copy(
    _ source: cl_mem?, at sourceOffset: Int, to target: cl_mem?, at targetOffset: Int, bytes: Int
  )
    -> cl_int
  {
    clEnqueueCopyBuffer(handle, source, target, sourceOffset, targetOffset, bytes, 0, nil, nil)
  }

  func fill(_ buffer: Buffer, with value: UnsafeRawBufferPointer, bytes: Int) -> cl_int {
    fill(buffer.memory, with: value, bytes: bytes)
  }

  func fill(_ memory: cl_mem?, with value: UnsafeRawBufferPointer, bytes: Int) -> cl_int {
    clEnqueueFillBuffer(handle, memory, value.baseAddress, value.count, 0, bytes, 0, nil, nil)
  }

  func map(_ buffer: Buffer)
    -> (values: UnsafeMutableRawPointer?, event: Event?, status: cl_int)
  {
    var (event, status) = (cl_event?.none, cl_int(0))
    let flags = cl_map_flags(CL_MAP_READ | CL_MAP_WRITE)
    let values = clEnqueueMapBuffer(
      handle, buffer.memory, cl_bool(CL_FALSE), flags, 0, buffer.size, 0, nil, &event, &status)
    let arrival = event.map(Event.init)
    return (values, arrival, status == CL_SUCCESS ? flush() : status)
  }

  func unmap(_ buffer: Buffer, _ values: UnsafeMutableRawPointer?) -> cl_int {
    guard let values, let memory = buffer.memory else { return CL_SUCCESS }
    return clEnqueueUnmapMemObject(handle, memory, values, 0, nil, nil)
  }
}

/// Calls `body` with a pointer to the elements, or with nil.
private func withOptionalPointer<R>(to values: [Int]?, _ body: (UnsafePointer<Int>?) -> R) -> R {
  guard let values else { return body(nil) }
  return values.withUnsafeBufferPointer { body($0.baseAddress) }
}
