import COpenCL
import Foundation

/// Compiles for another process, into the cache that the driver has on disk.
public final class CompilationWorker {
  private let device: DeviceDriver

  /// - Throws: `OpenCLError` where the device cannot be opened.
  public init(on device: Device) throws(OpenCLError) {
    self.device = try DeviceDriver(
      device, profiling: false, cache: nil, limit: device.facts.globalMemory)
  }

  /// Compiles a program and has the driver make the machine code of its launches. pocl makes it when it comes
  /// to a launch, not when that is enqueued; so each is launched, in the fewest groups that have the same code,
  /// on memory of zeros.
  ///
  /// - Parameter done: called after each of the task's launches.
  /// - Throws: `OpenCLError` where a program or a kernel of it cannot be compiled or launched.
  public func perform(_ task: CompilationTask, done: () -> Void) throws(OpenCLError) {
    let program = try device.program(task.source)
    for launch in task.launches {
      let kernel = try device.kernel(launch.kernel, of: program, localMemory: 0)
      try perform(launch, of: kernel)
      done()
    }
  }

  private func perform(
    _ launch: CompilationTask.Launch, of kernel: Kernel
  ) throws(OpenCLError) {
    var memories: [Zeros] = []
    var status = CL_SUCCESS
    for (index, argument) in launch.arguments.enumerated() where status == CL_SUCCESS {
      let zeros = argument.map { bytes in bytes.flatMap { Zeros($0, in: device.context) } }
      if case .memory(.some(let memory)) = zeros { memories.append(memory) }
      status = device.set(zeros.map { $0?.memory }, at: index, of: kernel)
    }
    if status == CL_SUCCESS {
      status =
        device.launch(kernel, global: launch.range, local: launch.local) {
          LaunchWork(.none, bytes: 0)
        }.status
    }
    // Whatever happens, nothing uses the memory from here on.
    let finished = device.finish()
    withExtendedLifetime(memories) {}
    if status == CL_SUCCESS { status = finished }
    guard status == CL_SUCCESS else {
      throw .call(
        operation: "launching \(kernel.name)", device: device.device.name, detail: "", code: status)
    }
  }
}

/// A device's buffer of zeros, of which only what is used takes memory.
private final class Zeros {
  let memory: cl_mem
  private let pages: UnsafeMutableRawPointer
  private let size: Int

  init?(_ size: Int, in context: cl_context) {
    let pages = mmap(
      nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
    guard let pages, pages != MAP_FAILED else { return nil }
    let flags = cl_mem_flags(CL_MEM_READ_WRITE | CL_MEM_USE_HOST_PTR)
    guard let memory = clCreateBuffer(context, flags, size, pages, nil) else {
      munmap(pages, size)
      return nil
    }
    (self.memory, self.pages, self.size) = (memory, pages, size)
  }

  deinit {
    clReleaseMemObject(memory)
    munmap(pages, size)
  }
}
