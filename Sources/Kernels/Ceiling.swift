public import OpenCL

extension Kernels {
  /// The number of values that `multiplyAdd` takes is a multiple of this: twelve vectors of the widest
  /// kind.
  public static let multiplyAddGranule = 12 * 16

  /// x = x · factor + addend, `rounds` times in registers: the arithmetic that the device can do at
  /// most, a multiplication and an addition a value and round.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func multiplyAdd(
    _ x: Buffer, count: Int, rounds: Int, factor: Float, addend: Float
  ) throws(OpenCLError) {
    let items = count / (12 * plan.vectorWidth)
    let kernel = try channelKernel("ceiling_arithmetic", in: "ceiling", channels: plan.vectorWidth)
    try queue.launch(
      kernel, global: [items], local: plan.family == .cpu ? [1] : nil,
      [.buffer(x), .int(rounds), .float(factor), .float(addend)])
  }

  /// Copies `count` values: the memory traffic that the device can do at most.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func copy(_ source: Buffer, into target: Buffer, count: Int) throws(OpenCLError) {
    try launchElementwise(
      try channelKernel("ceiling_copy", in: "ceiling", channels: 1), count: count,
      [.buffer(source), .buffer(target)])
  }
}
