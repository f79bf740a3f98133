public import OpenCL

extension Kernels {
  /// The binary cross entropy of each logit with its target.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func bceWithLogits(
    _ logits: Buffer, targets: Buffer, into losses: RowLosses, count: Int
  ) throws(OpenCLError) {
    try launchLosses(
      try kernel("bce_with_logits_forward", in: ["loss_mean", "bce_with_logits"]), rows: count,
      [.buffer(logits), .buffer(targets)], into: losses)
  }

  /// dz = upstream · (sigmoid(z) - t).
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func bceWithLogitsGradient(
    _ logits: Buffer, targets: Buffer, upstream: RowUpstream, into gradient: Buffer, count: Int
  ) throws(OpenCLError) {
    try launchElementwise(
      try kernel("bce_with_logits_gradient", in: ["loss_mean", "bce_with_logits"]),
      count: count,
      [.buffer(logits), .buffer(targets)] + upstream.arguments(rows: count) + [.buffer(gradient)])
  }
}
