public import OpenCL

extension Kernels {
  /// The mean of each window.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func avgPool2D(_ x: Buffer, _ pool: Pool2D, into y: Buffer) throws(OpenCLError) {
    try launchChannels(
      try averagingKernel("avgpool2d_forward", channels: pool.channels), channels: pool.channels,
      rows: pool.batch * pool.outHeight, takesAllChannels: true,
      [.buffer(x), .buffer(y)] + pool.arguments
        + [isPastCaches(pool.outputCount, channels: pool.channels)])
  }

  /// Shares each output's gradient `dy` out over its window.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func avgPool2DGradient(_ dy: Buffer, _ pool: Pool2D, into dx: Buffer)
    throws(OpenCLError)
  {
    let kernel = try averagingKernel(
      pool.isDisjoint ? "avgpool2d_gradient_disjoint" : "avgpool2d_gradient",
      channels: pool.channels)
    try launchChannels(
      kernel, channels: pool.channels,
      rows: pool.batch * (pool.isDisjoint ? pool.outHeight : pool.height),
      takesAllChannels: pool.isDisjoint,
      [.buffer(dy), .buffer(dx)] + pool.arguments
        + (pool.isDisjoint ? [isPastCaches(pool.inputCount, channels: pool.channels)] : []))
  }

  func averagingKernel(_ name: String, channels: Int, options: [String] = [])
    throws(OpenCLError) -> Kernel
  {
    try channelKernel(
      name, in: "avgpool2d", beside: ["elements"], channels: channels, options: options)
  }
}
