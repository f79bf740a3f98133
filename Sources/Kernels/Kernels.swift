import CKernelSources
public import OpenCL

/// The kernels on one queue. Every operation is an extension in a file of its own: sizes and buffers
/// in, enqueued work out. Knows no tensor and no gradient tape.
public final class Kernels {
  public let queue: Queue
  public let plan: DevicePlan
  /// Where the shapes of heavy work are noted, if anywhere.
  let work: WorkLog?

  /// - Parameters:
  ///   - plan: the device's own where nil.
  ///   - work: gets the shapes of all heavy work.
  public init(_ queue: Queue, plan: DevicePlan? = nil, noting work: WorkLog? = nil) {
    self.queue = queue
    self.plan = plan ?? DevicePlan(queue.device.facts)
    self.work = work
  }

  /// The kernel `name` of the joined `files` (names in `kernels/` without ending), compiled with
  /// `options` such as "-D V=16".
  ///
  /// - Parameter localMemory: bytes of it that the kernel declares, for devices that are not here.
  /// - Throws: `OpenCLError.build` with the compiler's log, `.call` where a file is not embedded or has
  ///   no such kernel.
  func kernel(
    _ name: String, in files: [String], options: [String] = [], localMemory: Int = 0
  ) throws(OpenCLError) -> Kernel {
    var sources: [KernelSource] = []
    for file in files {
      guard let text = kernel_source(file) else {
        throw .call(
          operation: "finding the kernel file \(file).cl", device: queue.device.name,
          detail: "it is not embedded", code: 0)
      }
      sources.append(KernelSource(file: "kernels/\(file).cl", text: String(cString: text)))
    }
    // What compilers warn of is for who writes kernels; pocl counts it on the user's terminal.
    let options = ["-cl-std=CL1.2", "-w"] + options
    return try queue.programs.program(sources, options: options.joined(separator: " "))
      .kernel(name, localMemory: localMemory)
  }

  /// Launches a loop-free kernel over `count` work-items; its first argument is the count, and it does
  /// nothing from there on.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be enqueued.
  func launchElementwise(
    _ kernel: Kernel, count: Int, _ arguments: [KernelArgument],
    bytes: Int? = nil
  ) throws(OpenCLError) {
    let groups = ceilDivide(count, plan.groupSize)
    try queue.launch(
      kernel, global: [groups * plan.groupSize], local: [plan.groupSize],
      [.int(count)] + arguments, bytes: bytes)
  }

  /// Launches a loop-free kernel over planes × rows × width, neighbouring work-items along the width,
  /// so that none has to divide to find its place. Its first arguments are width and rows, and it does
  /// nothing from there on.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be enqueued.
  func launchGrid(
    _ kernel: Kernel, width: Int, rows: Int, planes: Int = 1, _ arguments: [KernelArgument],
    bytes: Int? = nil
  ) throws(OpenCLError) {
    var along = 16
    while along < width { along *= 2 }
    along = min(along, plan.groupSize)
    // Many short rows: higher groups, so that no device has more of them than it counts.
    while along > 1, ceilDivide(rows, plan.groupSize / along) > LaunchExcess.mostGroups {
      along /= 2
    }
    let down = plan.groupSize / along
    try queue.launch(
      kernel,
      global: [ceilDivide(width, along) * along, ceilDivide(rows, down) * down, planes],
      local: [along, down, 1], [.int(width), .int(rows)] + arguments, bytes: bytes)
  }

  /// A buffer for `count` floats with arbitrary contents.
  ///
  /// - Parameter operation: what they are for, in the error's words; by itself the calling function.
  /// - Throws: `OpenCLError.tooLarge` where kernels cannot count so many, `.outOfMemory`.
  public func floats(_ count: Int, for operation: @autoclosure () -> String = #function)
    throws(OpenCLError) -> Buffer
  {
    guard count <= Queue.mostElements else {
      // A function's name, without its parameters.
      throw queue.tooLarge(String(operation().prefix { $0 != "(" }), "\(count) elements")
    }
    return try queue.allocate(bytes: max(1, count) * MemoryLayout<Float>.stride)
  }
}
