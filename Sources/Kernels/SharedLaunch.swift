import OpenCL

/// A task of a launch that several of its kind share (`kernels/shares.cl`).
struct SharedTask {
  /// Work-items that it takes.
  let items: Int
  let arguments: [KernelArgument]
  /// Read and written; nil where that is each buffer once.
  var bytes: Int?
}

extension Kernels {
  /// Launches a kernel for some tasks, up to eight at a time.
  ///
  /// - Parameter further: what all tasks have in common, behind their arguments.
  /// - Throws: `OpenCLError` where the kernel cannot be enqueued.
  func launchShared(
    _ kernel: Kernel, _ tasks: [SharedTask], _ further: [KernelArgument] = []
  ) throws(OpenCLError) {
    let most = 8
    for first in stride(from: 0, to: tasks.count, by: most) {
      let part = tasks[first..<min(first + most, tasks.count)]
      var starts: [Int] = []
      var groups = 0
      for task in part {
        starts.append(groups)
        groups += ceilDivide(task.items, plan.groupSize)
      }
      // Those that are not there get the arguments of one that is, and no group.
      let missing = Array(repeating: tasks[first], count: most - part.count)
      let bytes = part.compactMap(\.bytes)
      try queue.launch(
        kernel, global: [groups * plan.groupSize], local: [plan.groupSize],
        [.ints(starts + missing.map { _ in groups })] + (part + missing).flatMap(\.arguments)
          + further, bytes: bytes.count == part.count ? bytes.reduce(0, +) : nil)
    }
  }
}
