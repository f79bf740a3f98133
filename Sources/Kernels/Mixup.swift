public import OpenCL

extension Kernels {
  /// Row i of y (rows, columns) is λ[i] · x[i] + (1 - λ[i]) · x[partner of i].
  ///
  /// - Parameter partners: 32-bit integers (rows).
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func mixup(
    _ x: Buffer, lambda: Buffer, partners: Buffer, into y: Buffer, rows: Int, columns: Int
  ) throws(OpenCLError) {
    try launchElementwise(
      try kernel("mixup_forward", in: ["mixup"]), count: rows * columns,
      [.buffer(x), .buffer(lambda), .buffer(partners), .buffer(y), .int(columns)])
  }

  /// The gradient of x.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func mixupGradient(
    _ dy: Buffer, lambda: Buffer, partners: Buffer, into dx: Buffer, rows: Int, columns: Int
  ) throws(OpenCLError) {
    try launchElementwise(
      try kernel("mixup_gradient", in: ["mixup"]), count: rows * columns,
      [.buffer(dy), .buffer(lambda), .buffer(partners), .buffer(dx), .int(columns)])
  }
}
