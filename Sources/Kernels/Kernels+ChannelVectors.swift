import OpenCL

extension Kernels {
  /// The floats in the vector that a work-item holds of `channels` neighbouring ones: the device's
  /// width, or a narrower one where there are fewer channels than that.
  func vectorWidth(for channels: Int) -> Int {
    [16, 8, 4].first { $0 <= min(plan.vectorWidth, channels) } ?? 1
  }

  /// A kernel whose work-items each hold a vector of channels (`kernels/vector.cl`).
  ///
  /// - Throws: as `kernel(_:in:options:)`.
  func channelKernel(
    _ name: String, in file: String, beside files: [String] = [], channels: Int,
    options: [String] = [], localMemory: Int = 0
  ) throws(OpenCLError) -> Kernel {
    try kernel(
      name, in: ["vector"] + files + [file],
      options: ["-D V=\(vectorWidth(for: channels))"] + options, localMemory: localMemory)
  }

  /// The argument `beyond_caches` of such a kernel (`kernels/elements.cl`): whether it writes so many floats
  /// past the caches, which whole vectors of channels alone can be.
  func isPastCaches(_ count: Int, channels: Int) -> KernelArgument {
    let isWhole = channels % vectorWidth(for: channels) == 0
    return .int(isWhole && Self.isBeyondCaches(count) ? 1 : 0)
  }

  /// Launches such a kernel over channel vectors × rows; its first arguments are the numbers of
  /// channels and of rows, and it does nothing from there on.
  ///
  /// - Parameter takesAllChannels: whether the kernel's items can go through all channels, as is best
  ///   on a CPU: a core then goes through memory from one end to the other.
  /// - Throws: `OpenCLError` where the kernel cannot be enqueued.
  func launchChannels(
    _ kernel: Kernel, channels: Int, rows: Int, takesAllChannels: Bool = false,
    _ arguments: [KernelArgument]
  ) throws(OpenCLError) {
    let width = vectorWidth(for: channels)
    let vectors = takesAllChannels && plan.family == .cpu ? 1 : ceilDivide(channels, width)
    try launchItems(
      kernel, vectors: vectors, rows: rows, inGroups: plan.family == .gpu,
      [.int(channels), .int(rows)] + arguments)
  }

  /// Launches work-items for vectors × rows × layers, and, where they come in groups, for as many more as
  /// make these whole.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be enqueued.
  func launchItems(
    _ kernel: Kernel, vectors: Int, rows: Int, layers: Int = 1, inGroups: Bool,
    _ arguments: [KernelArgument], bytes: Int? = nil
  ) throws(OpenCLError) {
    // On a GPU neighbouring work-items take neighbouring channels, and rows where those run out. Two
    // forms of group suffice; some drivers compile a kernel anew for each.
    let along = inGroups ? min(plan.groupSize, vectors > 8 ? 32 : 4) : 1
    let down = inGroups ? plan.groupSize / along : 1
    try queue.launch(
      kernel, global: [ceilDivide(vectors, along) * along, ceilDivide(rows, down) * down, layers],
      local: [along, down, 1], arguments, bytes: bytes)
  }
}
