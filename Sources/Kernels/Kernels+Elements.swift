import OpenCL

extension Kernels {
  /// A kernel that goes over elements (`kernels/elements.cl`).
  ///
  /// - Throws: as `kernel(_:in:)`.
  func elementKernel(_ name: String, in files: [String], options: [String] = [])
    throws(OpenCLError) -> Kernel
  {
    try kernel(
      name, in: ["vector", "elements"] + files,
      options: ["-D V=\(plan.vectorWidth)"] + options)
  }

  /// Bytes of an array that no CPU's caches hold beside what else a step touches.
  private static let beyondCaches = 32 << 20

  /// Whether an array of so many floats is written past them.
  static func isBeyondCaches(_ count: Int) -> Bool {
    count * MemoryLayout<Float>.stride >= beyondCaches
  }

  /// Launches a kernel over `count` elements, of which each work-item does one on GPUs, and on CPUs a stretch.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be enqueued.
  func launchOverElements(
    _ kernel: Kernel, count: Int, _ arguments: [KernelArgument], bytes: Int? = nil
  ) throws(OpenCLError) {
    let isVector = plan.vectorWidth > 1
    let stretch = isVector ? plan.stretch(of: count) : 1
    let group = isVector ? 1 : plan.groupSize
    try queue.launch(
      kernel, global: [ceilDivide(count, stretch * group) * group], local: [group],
      [.int(count), .int(stretch), .int(Self.isBeyondCaches(count) ? 1 : 0)] + arguments,
      bytes: bytes)
  }
}

extension DevicePlan {
  /// Elements that a core goes over at once, of so many: enough to be worth its start, and as few as give
  /// each core some, so that a core that is held up delays little.
  fileprivate func stretch(of count: Int) -> Int {
    let share = ceilDivide(count, 8 * computeUnits)
    return ceilDivide(min(max(share, 1024), 1 << 16), vectorWidth) * vectorWidth
  }
}
