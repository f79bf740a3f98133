public import OpenCL

extension Kernels {
  /// The softmax of each of `rows` rows over its elements that the mask (rows, columns) leaves; the
  /// others become 0.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func softmax(_ x: Buffer, mask: Buffer? = nil, into y: Buffer, rows: Int, columns: Int)
    throws(OpenCLError)
  {
    try launchElementwise(
      try rowKernel("softmax_forward"), count: rows,
      [.buffer(x), .optional(mask), .buffer(y), .int(columns)])
  }

  /// The gradient of x from that of y, the softmax.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func softmaxGradient(_ dy: Buffer, y: Buffer, into dx: Buffer, rows: Int, columns: Int)
    throws(OpenCLError)
  {
    try launchElementwise(
      try rowKernel("softmax_gradient"), count: rows,
      [.buffer(y), .buffer(dy), .buffer(dx), .int(columns)])
  }

  /// The logarithm of the softmax of each row.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func logSoftmax(_ x: Buffer, into y: Buffer, rows: Int, columns: Int)
    throws(OpenCLError)
  {
    try launchElementwise(
      try rowKernel("log_softmax_forward"), count: rows, [.buffer(x), .buffer(y), .int(columns)])
  }

  /// The gradient of x from that of y, the logarithm of the softmax.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func logSoftmaxGradient(_ dy: Buffer, y: Buffer, into dx: Buffer, rows: Int, columns: Int)
    throws(OpenCLError)
  {
    try launchElementwise(
      try rowKernel("log_softmax_gradient"), count: rows,
      [.buffer(y), .buffer(dy), .buffer(dx), .int(columns)])
  }

  private func rowKernel(_ name: String) throws(OpenCLError) -> Kernel {
    try kernel(name, in: ["vector", "softmax"], options: ["-D V=1"])
  }
}
