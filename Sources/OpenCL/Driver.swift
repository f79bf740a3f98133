import COpenCL

/// What does a queue's work: `DeviceDriver` on a device that is here, before which `CompilingDriver` may hold
/// work back until it is compiled; `RecordingDriver` on none, it notes what would be done.
///
/// Answers are OpenCL's status codes. Handles are nil where nobody computes, and so is the event of what
/// nobody need wait for.
protocol Driver: AnyObject {
  func makeMemory(bytes: Int) -> (memory: cl_mem?, status: cl_int)
  /// Memory within other memory, from a place on that is a multiple of the device's `partAlignment`.
  func makePart(of memory: cl_mem?, at offset: Int, bytes: Int)
    -> (memory: cl_mem?, status: cl_int)
  func release(_ memory: cl_mem?)

  /// - Throws: `OpenCLError.build` with the compiler's log, `.call`.
  func program(_ source: ProgramSource) throws(OpenCLError) -> Program
  /// - Parameter localMemory: bytes of it that the kernel declares, for where no compiler tells.
  /// - Throws: `OpenCLError.call` where the program has none of that name.
  func kernel(_ name: String, of program: Program, localMemory: Int) throws(OpenCLError) -> Kernel
  /// nil where nobody knows them.
  ///
  /// - Throws: `OpenCLError.call` where the driver does not list them.
  func kernelNames(of program: Program) throws(OpenCLError) -> [String]?

  func set(_ argument: KernelArgument, at index: Int, of kernel: Kernel) -> cl_int
  /// - Parameter work: what it has to do, for who wants to know.
  func launch(_ kernel: Kernel, global: [Int], local: [Int]?, work: () -> LaunchWork)
    -> (event: Event?, status: cl_int)

  /// The values are free for reuse on return.
  func write(_ values: UnsafeRawBufferPointer, into buffer: Buffer) -> cl_int
  func read(_ buffer: Buffer, into values: UnsafeMutableRawBufferPointer)
    -> (event: Event?, status: cl_int)
  func copy(
    _ source: Buffer, at sourceOffset: Int, to target: Buffer, at targetOffset: Int, bytes: Int
  )
    -> cl_int
  func fill(_ buffer: Buffer, with value: UnsafeRawBufferPointer, bytes: Int) -> cl_int
  /// Hands memory to the host, to read and to write, once the event has come.
  func map(_ buffer: Buffer)
    -> (values: UnsafeMutableRawPointer?, event: Event?, status: cl_int)
  func unmap(_ buffer: Buffer, _ values: UnsafeMutableRawPointer?) -> cl_int

  func finish() -> cl_int
  func flush() -> cl_int

  /// What was wrong with earlier work, where that shows only now; nil where the status says all.
  var failure: OpenCLError? { get }
}

extension Driver {
  var failure: OpenCLError? { nil }
}
