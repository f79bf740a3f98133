public import OpenCL

extension Kernels {
  /// The dot product of each row of a with that of b, both (rows, columns).
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func rowDot(_ a: Buffer, _ b: Buffer, into dots: Buffer, rows: Int, columns: Int)
    throws(OpenCLError)
  {
    try launchElementwise(
      try channelKernel("row_dot_forward", in: "row_dot", channels: columns), count: rows,
      [.buffer(a), .buffer(b), .buffer(dots), .int(columns)])
  }

  /// The gradient of one matrix, given the other.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func rowDotGradient(
    _ upstream: Buffer, other: Buffer, into gradient: Buffer, rows: Int, columns: Int
  ) throws(OpenCLError) {
    try launchElementwise(
      try channelKernel("row_dot_gradient", in: "row_dot", channels: columns),
      count: rows * columns,
      [.buffer(other), .buffer(upstream), .buffer(gradient), .int(columns)])
  }
}
