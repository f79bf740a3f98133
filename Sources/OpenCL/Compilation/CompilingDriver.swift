import COpenCL

/// A device that is here, whose driver makes a kernel's machine code at its first launch, one at a time.
///
/// From the first launch on whose code is missing all work is held back, up to the first read or whatever else
/// waits for the device. What the work lacks is compiled then, all at once, before any of it goes to the device
/// in its order: of a training that is all that its first step needs. Where nothing is missing, nothing is held
/// back.
final class CompilingDriver: Driver {
  private let device: DeviceDriver
  private let compiler: any KernelCompiler
  private var programs: [ProgramSource: Program] = [:]
  /// Of the launch to come.
  private var arguments: [KernelArgument] = []
  private var held: [HeldWork] = []
  private var missing = MissingLaunches()
  /// Memory that was given up and that held work may still use.
  private var givenUp: [cl_mem?] = []
  /// What ended held work, and with it all work of the queue.
  private(set) var failure: OpenCLError?

  /// So many launches without one that lacks anything tell that no more are to come.
  private static let patience = 1024

  init(_ device: DeviceDriver, _ compiler: any KernelCompiler) {
    self.device = device
    self.compiler = compiler
  }

  deinit {
    for memory in givenUp { device.release(memory) }
  }

  // MARK: - Programs, compiled no sooner than they are launched

  func program(_ source: ProgramSource) -> Program {
    Program(handle: nil, source, driver: self)
  }

  func kernel(_ name: String, of program: Program, localMemory: Int) -> Kernel {
    Kernel(
      handle: nil, name: name, program: program.source,
      maxWorkGroup: device.device.facts.maxWorkGroup, localMemory: localMemory)
  }

  func kernelNames(of program: Program) throws(OpenCLError) -> [String]? {
    try device.kernelNames(of: compiled(program.source))
  }

  private func compiled(_ source: ProgramSource) throws(OpenCLError) -> Program {
    if let known = programs[source] { return known }
    let program = try device.program(source)
    programs[source] = program
    return program
  }

  private func compile(_ kernel: Kernel) throws(OpenCLError) {
    guard kernel.handle == nil else { return }
    kernel.take(
      try device.kernel(
        kernel.name, of: compiled(kernel.program), localMemory: kernel.localMemory))
  }

  // MARK: - Launches

  func set(_ argument: KernelArgument, at index: Int, of kernel: Kernel) -> cl_int {
    arguments.append(argument)
    return CL_SUCCESS
  }

  func launch(_ kernel: Kernel, global: [Int], local: [Int]?, work: () -> LaunchWork)
    -> (event: Event?, status: cl_int)
  {
    defer { arguments.removeAll(keepingCapacity: true) }
    if !kernel.kinds.contains(where: { $0.contains(global: global, local: local) }) {
      note(LaunchKind(global: global, local: local), of: kernel)
    }
    guard missing.isEmpty else {
      held.append(.launch(kernel, global, local, arguments.map { $0.raw { $0?.memory } }))
      return (nil, held.count - missing.newest > Self.patience ? catchUp() : CL_SUCCESS)
    }
    if failure == nil {
      do throws(OpenCLError) { try compile(kernel) } catch { failure = error }
    }
    if failure != nil { return (nil, CL_BUILD_PROGRAM_FAILURE) }
    for (index, argument) in arguments.enumerated() {
      let status = device.set(argument, at: index, of: kernel)
      guard status == CL_SUCCESS else { return (nil, status) }
    }
    return device.launch(kernel, global: global, local: local, work: work)
  }

  private func note(_ kind: LaunchKind, of kernel: Kernel) {
    kernel.kinds.append(kind)
    if compiler.compiled.contains(kind, of: kernel, on: device.device.facts) { return }
    let launch = CompilationTask.Launch(
      kernel: kernel.name, range: kind.range, local: kind.local,
      arguments: arguments.map { $0.raw { $0?.capacity } })
    missing.append(launch, kind, of: kernel, after: held.count)
  }

  // MARK: - What is held back

  private enum HeldWork {
    case launch(Kernel, _ global: [Int], _ local: [Int]?, [RawArgument<cl_mem?>])
    case transfer((DeviceDriver) -> cl_int)
  }

  /// Compiles what is missing, and hands all that was held back to the device.
  ///
  /// - Returns: the first status that is no success; `failure` has its error.
  private func catchUp() -> cl_int {
    if !missing.isEmpty {
      compiler.compile(missing.tasks, for: device.device)
      for launch in missing.kinds {
        compiler.compiled.insert(launch.kind, of: launch.kernel, on: device.device.facts)
      }
      missing = MissingLaunches()
    }
    let work = held
    held = []
    do throws(OpenCLError) {
      for item in work where failure == nil { try hand(item) }
    } catch {
      failure = error
    }
    for memory in givenUp { device.release(memory) }
    givenUp = []
    return failure == nil ? CL_SUCCESS : CL_INVALID_OPERATION
  }

  private func hand(_ work: HeldWork) throws(OpenCLError) {
    var status = CL_SUCCESS
    var operation = "moving what was held back"
    switch work {
    case .launch(let kernel, let global, let local, let arguments):
      try compile(kernel)
      operation = "launching \(kernel.name)"
      for (index, argument) in arguments.enumerated() where status == CL_SUCCESS {
        status = device.set(argument, at: index, of: kernel)
      }
      if status == CL_SUCCESS {
        status =
          device.launch(kernel, global: global, local: local) { LaunchWork(.none, bytes: 0) }.status
      }
    case .transfer(let move): status = move(device)
    }
    guard status == CL_SUCCESS else {
      throw .refusal(
        of: operation, "", by: device.device, code: status, held: 0,
        limit: device.device.facts.globalMemory)
    }
  }

  /// Does something on the device, or later where work is held back that comes before it.
  private func inOrder(_ move: @escaping (DeviceDriver) -> cl_int) -> cl_int {
    if held.isEmpty { return move(device) }
    held.append(.transfer(move))
    return CL_SUCCESS
  }

  /// Does something on the device that waits for all work before it.
  private func afterAll(_ body: () -> cl_int) -> cl_int {
    let status = catchUp()
    return status == CL_SUCCESS ? body() : status
  }

  // MARK: - Memory and transfers

  func makeMemory(bytes: Int) -> (memory: cl_mem?, status: cl_int) {
    device.makeMemory(bytes: bytes)
  }

  func makePart(of memory: cl_mem?, at offset: Int, bytes: Int)
    -> (memory: cl_mem?, status: cl_int)
  {
    device.makePart(of: memory, at: offset, bytes: bytes)
  }

  func release(_ memory: cl_mem?) {
    if held.isEmpty { device.release(memory) } else { givenUp.append(memory) }
  }

  func write(_ values: UnsafeRawBufferPointer, into buffer: Buffer) -> cl_int {
    guard !held.isEmpty else { return device.write(values, into: buffer) }
    guard let copy = device.stage(values) else {
      return afterAll { device.write(values, into: buffer) }
    }
    let (memory, size) = (buffer.memory, values.count)
    return inOrder { $0.write(copy, size: size, into: memory) }
  }

  func read(_ buffer: Buffer, into values: UnsafeMutableRawBufferPointer)
    -> (event: Event?, status: cl_int)
  {
    let status = catchUp()
    return status == CL_SUCCESS ? device.read(buffer, into: values) : (nil, status)
  }

  func copy(
    _ source: Buffer, at sourceOffset: Int, to target: Buffer, at targetOffset: Int, bytes: Int
  )
    -> cl_int
  {
    let (source, target) = (source.memory, target.memory)
    return inOrder {
      $0.copy(source, at: sourceOffset, to: target, at: targetOffset, bytes: bytes)
    }
  }

  func fill(_ buffer: Buffer, with value: UnsafeRawBufferPointer, bytes: Int) -> cl_int {
    let (memory, value) = (buffer.memory, [UInt8](value))
    return inOrder { device in
      value.withUnsafeBytes { device.fill(memory, with: $0, bytes: bytes) }
    }
  }

  func map(_ buffer: Buffer)
    -> (values: UnsafeMutableRawPointer?, event: Event?, status: cl_int)
  {
    let status = catchUp()
    return status == CL_SUCCESS ? device.map(buffer) : (nil, nil, status)
  }

  func unmap(_ buffer: Buffer, _ values: UnsafeMutableRawPointer?) -> cl_int {
    afterAll { device.unmap(buffer, values) }
  }

  func finish() -> cl_int { afterAll(device.finish) }

  func flush() -> cl_int { afterAll(device.flush) }
}
