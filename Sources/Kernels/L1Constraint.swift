public import OpenCL

/// The l1 constraint on a perturbation p (samples, frames, bands): y = ε · d / (mean |d| + floor) a
/// sample, where d is p or tanh(p) and the mean is over the frames that a mask leaves.
public struct L1Constraint: Equatable, Sendable {
  public let samples: Int
  public let frames: Int
  public let bands: Int
  /// Whether d is tanh(p).
  public let tanh: Bool
  public let floor: Float

  public init(samples: Int, frames: Int, bands: Int, tanh: Bool, floor: Float) {
    self.samples = samples
    self.frames = frames
    self.bands = bands
    self.tanh = tanh
    self.floor = floor
  }

  public var count: Int { samples * frames * bands }
}

extension Kernels {
  /// - Parameters:
  ///   - epsilon: (samples).
  ///   - mask: (samples, frames) of 0 and 1; masked frames become 0.
  ///   - x: what is added to the result, if anything.
  /// - Throws: `OpenCLError` where memory is short or a kernel cannot be built or enqueued.
  public func l1Constraint(
    _ p: Buffer, epsilon: Buffer, mask: Buffer?, _ size: L1Constraint, addedTo x: Buffer? = nil,
    into y: Buffer
  ) throws(OpenCLError) {
    if plan.family == .gpu {
      return try launchGroups(
        "l1_constraint_group", size,
        [.buffer(p), .buffer(epsilon), .optional(mask), .optional(x), .buffer(y)])
    }
    if let x {
      let constrained = try floats(size.count)
      try l1Constraint(p, epsilon: epsilon, mask: mask, size, into: constrained)
      return try arithmetic(.add, x, constrained, into: y, count: size.count)
    }
    let total = try sampleSums(p, times: nil, mask: mask, size)
    try launchElementwise(
      try constraintKernel("l1_constraint_forward", size), count: size.samples * size.frames,
      [
        .buffer(p), .buffer(epsilon), .optional(mask),
        .optional(try validFrames(mask, size)), .buffer(total), .buffer(y), .int(size.frames),
        .int(size.bands), .float(size.floor),
      ])
  }

  /// The gradient of p.
  ///
  /// - Throws: `OpenCLError` where memory is short or a kernel cannot be built or enqueued.
  public func l1ConstraintGradient(
    _ dy: Buffer, p: Buffer, epsilon: Buffer, mask: Buffer?, _ size: L1Constraint,
    into dp: Buffer
  ) throws(OpenCLError) {
    if plan.family == .gpu {
      return try launchGroups(
        "l1_constraint_group_gradient", size,
        [.buffer(p), .buffer(dy), .buffer(epsilon), .optional(mask), .buffer(dp)])
    }
    let total = try sampleSums(p, times: nil, mask: mask, size)
    let product = try sampleSums(p, times: dy, mask: mask, size)
    try launchElementwise(
      try constraintKernel("l1_constraint_gradient", size), count: size.samples * size.frames,
      [
        .buffer(p), .buffer(dy), .buffer(epsilon), .optional(mask),
        .optional(try validFrames(mask, size)), .buffer(total), .buffer(product), .buffer(dp),
        .int(size.frames), .int(size.bands), .float(size.floor),
      ])
  }

  /// A kernel for GPUs, of which a work-group does a sample.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  private func launchGroups(
    _ name: String, _ size: L1Constraint, _ arguments: [KernelArgument]
  ) throws(OpenCLError) {
    let items = plan.sampleGroup
    try queue.launch(
      try kernel(
        name, in: ["vector", "l1_constraint", "group_sum", "l1_constraint_group"],
        options: ["-D V=1", "-D ITEMS=\(items)"] + size.options,
        localMemory: MemoryLayout<Float>.stride * items),
      global: [size.samples * items], local: [items],
      arguments + [.int(size.frames), .int(size.bands), .float(size.floor)])
  }

  /// For each sample the sum of |d|, or of d times another.
  ///
  /// - Throws: `OpenCLError` where memory is short or a kernel cannot be built or enqueued.
  private func sampleSums(
    _ p: Buffer, times other: Buffer?, mask: Buffer?, _ size: L1Constraint
  ) throws(OpenCLError) -> Buffer {
    let frames = try floats(size.samples * size.frames)
    try launchElementwise(
      try constraintKernel("l1_constraint_frames", size), count: size.samples * size.frames,
      [.buffer(p), .optional(other), .optional(mask), .buffer(frames), .int(size.bands)])
    let sums = try floats(size.samples)
    try sum(frames, over: size.frameView, into: sums)
    return sums
  }

  private func validFrames(_ mask: Buffer?, _ size: L1Constraint) throws(OpenCLError) -> Buffer? {
    guard let mask else { return nil }
    let valid = try floats(size.samples)
    try sum(mask, over: size.frameView, into: valid)
    return valid
  }

  private func constraintKernel(_ name: String, _ size: L1Constraint) throws(OpenCLError)
    -> Kernel
  {
    try channelKernel(
      name, in: "l1_constraint", channels: size.bands, options: size.options)
  }
}

extension L1Constraint {
  fileprivate var options: [String] { tanh ? ["-D TANH"] : [] }
  fileprivate var frameView: AxisView { AxisView(outer: samples, length: frames, inner: 1) }
}
