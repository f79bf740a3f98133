public import OpenCL

extension Kernels {
  /// The dot product of each row of a with that of b, both (rows, columns).
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func rowDot(_ a: Buffer, _ b: Buffer, into dots: RowLosses, rows: Int, columns: Int)
    throws(OpenCLError)
  {
    try launchLosses(
      try rowDotKernel("row_dot_forward", columns), rows: rows,
      [.buffer(a), .buffer(b), .int(columns)], into: dots)
  }

  /// The gradients that are wanted.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func rowDotGradient(
    _ upstream: RowUpstream, _ a: Buffer, _ b: Buffer, into gradients: (a: Buffer?, b: Buffer?),
    rows: Int, columns: Int
  ) throws(OpenCLError) {
    try launchElementwise(
      try rowDotKernel("row_dot_gradient", columns), count: rows * columns,
      [.buffer(a), .buffer(b)] + upstream.arguments(rows: rows) + [
        .optional(gradients.a), .optional(gradients.b), .int(columns),
      ])
  }

  private func rowDotKernel(_ name: String, _ columns: Int) throws(OpenCLError) -> Kernel {
    try channelKernel(name, in: "row_dot", beside: ["loss_mean"], channels: columns)
  }
}
