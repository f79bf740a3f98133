public import OpenCL

extension Kernels {
  /// The cross entropy of each row of logits (rows, classes) with its targets, a probability for
  /// every class.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func crossEntropy(
    _ logits: Buffer, targets: Buffer, into losses: RowLosses, rows: Int, classes: Int
  ) throws(OpenCLError) {
    try launchLosses(
      try crossEntropyKernel("cross_entropy_forward"), rows: rows,
      [.buffer(logits), .buffer(targets), .int(classes)], into: losses)
  }

  /// The gradient of the logits from those of the rows' losses.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func crossEntropyGradient(
    _ logits: Buffer, targets: Buffer, upstream: RowUpstream, into gradient: Buffer, rows: Int,
    classes: Int
  ) throws(OpenCLError) {
    try launchElementwise(
      try crossEntropyKernel("cross_entropy_gradient"), count: rows,
      [.buffer(logits), .buffer(targets)] + upstream.arguments(rows: rows) + [
        .buffer(gradient), .int(classes),
      ])
  }

  private func crossEntropyKernel(_ name: String) throws(OpenCLError) -> Kernel {
    try kernel(name, in: ["vector", "softmax", "loss_mean", "cross_entropy"], options: ["-D V=1"])
  }
}
