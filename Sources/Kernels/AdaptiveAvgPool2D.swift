public import OpenCL

/// The sizes of a pooling of channels-last activations to a given height and width: output i of O
/// over an axis of L is the mean of floor(i·L/O) ..< ceil((i+1)·L/O), as in PyTorch.
public struct AdaptivePool2D: Equatable, Sendable {
  public let batch: Int
  public let height: Int
  public let width: Int
  public let channels: Int
  public let outHeight: Int
  public let outWidth: Int

  /// - Parameter input: batch, height, width, channels.
  public init(input: (Int, Int, Int, Int), output: (height: Int, width: Int)) {
    (batch, height, width, channels) = input
    (outHeight, outWidth) = output
  }

  public var inputCount: Int { batch * height * width * channels }
  public var outputCount: Int { batch * outHeight * outWidth * channels }

  /// The same as a pooling by windows that lie side by side, where all are of one size.
  fileprivate var equalWindows: Pool2D? {
    guard outHeight > 0, outWidth > 0, height % outHeight == 0, width % outWidth == 0 else {
      return nil
    }
    let window = (height: height / outHeight, width: width / outWidth)
    return Pool2D(input: (batch, height, width, channels), kernel: window, stride: window)
  }

  /// The windows' own sizes follow from the others.
  fileprivate var arguments: [KernelArgument] {
    [.int(height), .int(width), .int(outHeight), .int(outWidth)]
      + [KernelArgument](repeating: .int(0), count: 4)
  }
}

extension Kernels {
  /// The mean of each window.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func adaptiveAvgPool2D(_ x: Buffer, _ pool: AdaptivePool2D, into y: Buffer)
    throws(OpenCLError)
  {
    if let windows = pool.equalWindows { return try avgPool2D(x, windows, into: y) }
    try launchChannels(
      try averagingKernel(
        "avgpool2d_forward", channels: pool.channels, options: ["-D ADAPTIVE"]),
      channels: pool.channels, rows: pool.batch * pool.outHeight, takesAllChannels: true,
      [.buffer(x), .buffer(y)] + pool.arguments
        + [isPastCaches(pool.outputCount, channels: pool.channels)])
  }

  /// Shares each output's gradient `dy` out over its window.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func adaptiveAvgPool2DGradient(_ dy: Buffer, _ pool: AdaptivePool2D, into dx: Buffer)
    throws(OpenCLError)
  {
    if let windows = pool.equalWindows { return try avgPool2DGradient(dy, windows, into: dx) }
    try launchChannels(
      try averagingKernel(
        "avgpool2d_gradient", channels: pool.channels, options: ["-D ADAPTIVE"]),
      channels: pool.channels, rows: pool.batch * pool.height,
      [.buffer(dy), .buffer(dx)] + pool.arguments)
  }
}
