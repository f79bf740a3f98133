public import OpenCL

extension Kernels {
  /// y = x / (1 - probability) where kept, else 0; the same stream keeps the same elements, so that
  /// the gradient is the same launch on dy.
  public func dropout(
    _ x: Buffer, probability: Float, random: RandomStream, into y: Buffer, count: Int
  ) throws(OpenCLError) {
    try queue.launch(
      try kernel("dropout", in: ["philox", "dropout"]), global: [(count + 3) / 4],
      [.uint(UInt32(count)), .buffer(x), .buffer(y)] + random.arguments + [.float(probability)])
  }
}
