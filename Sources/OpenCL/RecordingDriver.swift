import COpenCL

/// A device that is not here: nothing is computed, everything is noted, and what is read is zeros.
final class RecordingDriver: Driver {
  private let facts: DeviceFacts
  private let recording: Recording

  init(_ facts: DeviceFacts, _ recording: Recording) {
    self.facts = facts
    self.recording = recording
  }

  /// No memory; the pool counts what would be taken.
  func makeMemory(bytes: Int) -> (memory: cl_mem?, status: cl_int) { (nil, CL_SUCCESS) }

  func makePart(of memory: cl_mem?, at offset: Int, bytes: Int)
    -> (memory: cl_mem?, status: cl_int)
  { (nil, CL_SUCCESS) }

  func release(_ memory: cl_mem?) {}

  func program(_ source: ProgramSource) throws(OpenCLError) -> Program {
    Program(handle: nil, source, driver: self)
  }

  func kernel(_ name: String, of program: Program, localMemory: Int) throws(OpenCLError) -> Kernel {
    Kernel(
      handle: nil, name: name, program: program.source, maxWorkGroup: facts.maxWorkGroup,
      localMemory: localMemory)
  }

  func kernelNames(of program: Program) throws(OpenCLError) -> [String]? { nil }

  func set(_ argument: KernelArgument, at index: Int, of kernel: Kernel) -> cl_int { CL_SUCCESS }

  func launch(_ kernel: Kernel, global: [Int], local: [Int]?, work: () -> LaunchWork)
    -> (event: Event?, status: cl_int)
  {
    recording.note(Recording.Launch(kernel: kernel, global: global, local: local, work: work()))
    // Nothing is refused, so that all that is too much is found.
    if let excess = kernel.excess(of: local, on: facts) { recording.note(excess, of: kernel.name) }
    if let local, let excess = LaunchExcess(groupsIn: global, of: local) {
      recording.note(excess, of: kernel.name)
    }
    return (nil, CL_SUCCESS)
  }

  func write(_ values: UnsafeRawBufferPointer, into buffer: Buffer) -> cl_int {
    recording.note(.write)
    return CL_SUCCESS
  }

  func read(_ buffer: Buffer, into values: UnsafeMutableRawBufferPointer)
    -> (event: Event?, status: cl_int)
  {
    recording.note(.read)
    values.initializeMemory(as: UInt8.self, repeating: 0)
    return (nil, CL_SUCCESS)
  }

  func copy(
    _ source: Buffer, at sourceOffset: Int, to target: Buffer, at targetOffset: Int, bytes: Int
  )
    -> cl_int
  {
    recording.note(.copy)
    return CL_SUCCESS
  }

  func fill(_ buffer: Buffer, with value: UnsafeRawBufferPointer, bytes: Int) -> cl_int {
    recording.note(.fill)
    return CL_SUCCESS
  }

  func map(_ buffer: Buffer)
    -> (values: UnsafeMutableRawPointer?, event: Event?, status: cl_int)
  {
    recording.note(.read)
    return (nil, nil, CL_SUCCESS)
  }

  func unmap(_ buffer: Buffer, _ values: UnsafeMutableRawPointer?) -> cl_int {
    recording.note(.write)
    return CL_SUCCESS
  }

  func finish() -> cl_int { CL_SUCCESS }

  func flush() -> cl_int { CL_SUCCESS }
}
