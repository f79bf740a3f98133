import COpenCL
import Synchronization

/// What the queues of a device share: its context, open for as long as one of them is there, and the programs
/// that were compiled in it.
///
/// `@unchecked Sendable`: OpenCL lets any thread use its handles, and the programs are guarded.
final class DeviceContext: @unchecked Sendable {
  let handle: cl_context
  private let programs = Mutex<[ProgramSource: SharedProgram]>([:])

  private init(_ handle: cl_context) { self.handle = handle }

  deinit {
    programs.withLock { programs in
      for program in programs.values { clReleaseProgram(program.handle) }
    }
    clReleaseContext(handle)
  }

  /// OpenCL's status, where it cannot be opened.
  static func open(on device: cl_device_id) -> (context: DeviceContext?, status: cl_int) {
    var status: cl_int = 0
    var only: cl_device_id? = device
    guard let handle = clCreateContext(nil, 1, &only, nil, nil, &status), status == CL_SUCCESS
    else { return (nil, status) }
    return (DeviceContext(handle), status)
  }

  /// What a queue has compiled of the source, to be released by the caller; nil where none has.
  func program(_ source: ProgramSource) -> cl_program? {
    let known = programs.withLock { programs -> SharedProgram? in
      guard let known = programs[source] else { return nil }
      clRetainProgram(known.handle)
      return known
    }
    return known?.handle
  }

  /// Keeps what was compiled of the source for queues to come.
  func keep(_ program: cl_program, of source: ProgramSource) {
    let shared = SharedProgram(handle: program)
    programs.withLock { programs in
      // Two queues may have compiled it at once.
      guard programs[source] == nil else { return }
      clRetainProgram(shared.handle)
      programs[source] = shared
    }
  }

  private struct SharedProgram: @unchecked Sendable {
    let handle: cl_program
  }
}

/// The context of a device, where a queue has opened it and is still there.
struct OpenContext: Sendable {
  private weak var context: DeviceContext?

  /// It, opened where it is not. OpenCL's status, where it cannot be.
  mutating func context(of device: cl_device_id) -> (context: DeviceContext?, status: cl_int) {
    if let context { return (context, CL_SUCCESS) }
    let opened = DeviceContext.open(on: device)
    context = opened.context
    return opened
  }
}
