public import OpenCL

extension Kernels {
  /// The mean of each window.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func avgPool2D(_ x: Buffer, _ pool: Pool2D, into y: Buffer) throws(OpenCLError) {
    try launchChannels(
      try channelKernel("avgpool2d_forward", in: "avgpool2d", channels: pool.channels),
      channels: pool.channels, rows: pool.batch * pool.outHeight,
      [.buffer(x), .buffer(y)] + pool.arguments)
  }

  /// Shares each output's gradient `dy` out over its window.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func avgPool2DGradient(_ dy: Buffer, _ pool: Pool2D, into dx: Buffer)
    throws(OpenCLError)
  {
    try launchChannels(
      try channelKernel("avgpool2d_gradient", in: "avgpool2d", channels: pool.channels),
      channels: pool.channels, rows: pool.batch * pool.height,
      [.buffer(dy), .buffer(dx)] + pool.arguments)
  }
}
