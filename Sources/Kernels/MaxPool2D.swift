public import OpenCL

extension Kernels {
  /// The maximum of each window, and (as 32-bit integers) its place h · width + w in the plane.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func maxPool2D(_ x: Buffer, _ pool: Pool2D, into y: Buffer, index: Buffer)
    throws(OpenCLError)
  {
    try launchChannels(
      try poolKernel("maxpool2d_forward", pool), channels: pool.channels,
      rows: pool.batch * pool.outHeight, takesAllChannels: true,
      [.buffer(x), .buffer(y), .buffer(index)] + pool.arguments)
  }

  /// Sends each output's gradient `dy` to the place of its maximum.
  ///
  /// - Parameter gate: the pooling's output, where its input is a rectifier's output, so that the
  ///   gradient is that of the rectifier's input.
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func maxPool2DGradient(
    _ dy: Buffer, index: Buffer, _ pool: Pool2D, gate: Gate? = nil, into dx: Buffer
  ) throws(OpenCLError) {
    let name = pool.isDisjoint ? "maxpool2d_gradient_disjoint" : "maxpool2d_gradient"
    try launchChannels(
      try poolKernel(name, pool), channels: pool.channels,
      rows: pool.batch * (pool.isDisjoint ? pool.outHeight : pool.height),
      takesAllChannels: pool.isDisjoint,
      [.buffer(dy), .buffer(index), .optional(gate?.values), .buffer(dx)] + pool.arguments
        + [.float(gate?.slope ?? 1)]
        + (pool.isDisjoint ? [isPastCaches(pool.inputCount, channels: pool.channels)] : []))
  }

  private func poolKernel(_ name: String, _ pool: Pool2D) throws(OpenCLError) -> Kernel {
    try channelKernel(
      name, in: "maxpool2d", beside: ["elements", "epilogue"], channels: pool.channels)
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
