public import OpenCL

extension Kernels {
  /// The maximum of each window, and (as 32-bit integers) its place h · width + w in the plane.
  public func maxPool2D(_ x: Buffer, _ pool: Pool2D, into y: Buffer, index: Buffer)
    throws(OpenCLError)
  {
    try launchChannels(
      try channelKernel("maxpool2d_forward", in: "maxpool2d", channels: pool.channels),
      channels: pool.channels, rows: pool.batch * pool.outHeight,
      [.buffer(x), .buffer(y), .buffer(index)] + pool.arguments)
  }

  /// Sends each output's gradient `dy` to the place of its maximum.
  public func maxPool2DGradient(_ dy: Buffer, index: Buffer, _ pool: Pool2D, into dx: Buffer)
    throws(OpenCLError)
  {
    try launchChannels(
      try channelKernel("maxpool2d_gradient", in: "maxpool2d", channels: pool.channels),
      channels: pool.channels, rows: pool.batch * pool.height,
      [.buffer(dy), .buffer(index), .buffer(dx)] + pool.arguments)
  }
}

extension Pool2D {
  var arguments: [KernelArgument] {
    [
      .int(height), .int(width), .int(outHeight), .int(outWidth), .int(kernelHeight),
      .int(kernelWidth), .int(strideHeight), .int(strideWidth),
    ]
  }
}
