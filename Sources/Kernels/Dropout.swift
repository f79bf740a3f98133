public import OpenCL

extension Kernels {
  /// y = x / (1 - probability) where kept, else 0; the same stream keeps the same elements, so that
  /// the gradient is the same launch on dy.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func dropout(
    _ x: Buffer, probability: Float, random: RandomStream, into y: Buffer, count: Int
  ) throws(OpenCLError) {
    try launchElementwise(
      try kernel("dropout", in: ["philox", "dropout"]), count: count, each: 4,
      [.buffer(x), .buffer(y)] + random.arguments + [.float(probability)])
  }
}
