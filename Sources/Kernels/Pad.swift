public import OpenCL

/// A border around the height and width of channels-last activations.
public struct Pad: Equatable, Sendable {
  /// What the border holds.
  public enum Mode: Sendable, CaseIterable {
    case zero
    /// The plane mirrored at its edge, which itself is not repeated; narrower than the plane.
    case reflect
  }

  public let batch: Int
  public let height: Int
  public let width: Int
  public let channels: Int
  public let top: Int
  public let bottom: Int
  public let left: Int
  public let right: Int
  public let mode: Mode

  /// - Parameter input: batch, height, width, channels.
  public init(
    input: (Int, Int, Int, Int), top: Int, bottom: Int, left: Int, right: Int, mode: Mode
  ) {
    (batch, height, width, channels) = input
    (self.top, self.bottom, self.left, self.right) = (top, bottom, left, right)
    self.mode = mode
  }

  public var outHeight: Int { top + height + bottom }
  public var outWidth: Int { left + width + right }
  public var inputCount: Int { batch * height * width * channels }
  public var outputCount: Int { batch * outHeight * outWidth * channels }

  fileprivate var arguments: [KernelArgument] {
    [.int(height), .int(width), .int(outHeight), .int(outWidth), .int(top), .int(left)]
  }
}

extension Kernels {
  /// The plane with its border.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func pad(_ x: Buffer, _ pad: Pad, into y: Buffer) throws(OpenCLError) {
    try launchChannels(
      try padKernel("pad_forward", pad), channels: pad.channels, rows: pad.batch * pad.outHeight,
      [.buffer(x), .buffer(y)] + pad.arguments)
  }

  /// Gathers for each pixel the gradients of all places that show it.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func padGradient(_ dy: Buffer, _ pad: Pad, into dx: Buffer) throws(OpenCLError) {
    try launchChannels(
      try padKernel("pad_gradient", pad), channels: pad.channels, rows: pad.batch * pad.height,
      [.buffer(dy), .buffer(dx)] + pad.arguments)
  }

  private func padKernel(_ name: String, _ pad: Pad) throws(OpenCLError) -> Kernel {
    try channelKernel(
      name, in: "pad", channels: pad.channels,
      options: pad.mode == .reflect ? ["-D REFLECT"] : [])
  }
}
