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
    try launchChannels(
      try adaptiveKernel("avgpool2d_forward", pool), channels: pool.channels,
      rows: pool.batch * pool.outHeight, [.buffer(x), .buffer(y)] + pool.arguments)
  }

  /// Shares each output's gradient `dy` out over its window.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func adaptiveAvgPool2DGradient(_ dy: Buffer, _ pool: AdaptivePool2D, into dx: Buffer)
    throws(OpenCLError)
  {
    try launchChannels(
      try adaptiveKernel("avgpool2d_gradient", pool), channels: pool.channels,
      rows: pool.batch * pool.height, [.buffer(dy), .buffer(dx)] + pool.arguments)
  }

  private func adaptiveKernel(_ name: String, _ pool: AdaptivePool2D) throws(OpenCLError)
    -> Kernel
  {
    try channelKernel(
      name, in: "avgpool2d", channels: pool.channels, options: ["-D ADAPTIVE"])
  }
}
