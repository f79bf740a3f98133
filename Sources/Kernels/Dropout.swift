public import OpenCL

extension Kernels {
  /// y = x / (1 - probability) where kept, else 0; the same stream keeps the same elements, so that
  /// the gradient is the same launch on dy.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func dropout(
    _ x: Buffer, probability: Float, random: RandomStream, into y: Buffer, _ samples: RandomSamples
  ) throws(OpenCLError) {
    try launchBlocks(
      "dropout", in: "dropout", samples,
      [.buffer(x), .buffer(y)] + random.arguments + [.float(probability)])
  }
}
