public import OpenCL

extension Kernels {
  /// The binary cross entropy of each logit with its target.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func bceWithLogits(
    _ logits: Buffer, targets: Buffer, into losses: Buffer, count: Int
  ) throws(OpenCLError) {
    try launchElementwise(
      try kernel("bce_with_logits_forward", in: ["bce_with_logits"]), count: count,
      [.buffer(logits), .buffer(targets), .buffer(losses)])
  }

  /// dz = upstream · (sigmoid(z) - t).
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func bceWithLogitsGradient(
    _ logits: Buffer, targets: Buffer, upstream: Buffer, into gradient: Buffer, count: Int
  ) throws(OpenCLError) {
    try launchElementwise(
      try kernel("bce_with_logits_gradient", in: ["bce_with_logits"]), count: count,
      [.buffer(logits), .buffer(targets), .buffer(upstream), .buffer(gradient)])
  }
}
