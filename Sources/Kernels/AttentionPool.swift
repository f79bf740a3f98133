public import OpenCL

/// The sizes of a weighted sum over time of h (batch, steps, width).
public struct AttentionShape: Equatable, Sendable {
  public let batch: Int
  public let steps: Int
  public let width: Int

  public init(batch: Int, steps: Int, width: Int) {
    self.batch = batch
    self.steps = steps
    self.width = width
  }
}

extension Kernels {
  /// y (batch, width): the sum over the steps of weight (batch, steps) times h.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func attentionPool(
    _ h: Buffer, weights: Buffer, _ size: AttentionShape, into y: Buffer
  ) throws(OpenCLError) {
    try launchChannels(
      try channelKernel("attention_pool_forward", in: "attention_pool", channels: size.width),
      channels: size.width, rows: size.batch,
      [.buffer(h), .buffer(weights), .buffer(y), .int(size.steps)])
  }

  /// The gradient of h.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func attentionPoolStepGradient(
    _ dy: Buffer, weights: Buffer, _ size: AttentionShape, into dh: Buffer
  ) throws(OpenCLError) {
    try launchChannels(
      try channelKernel(
        "attention_pool_step_gradient", in: "attention_pool", channels: size.width),
      channels: size.width, rows: size.batch * size.steps,
      [.buffer(weights), .buffer(dy), .buffer(dh), .int(size.steps)])
  }

  /// The gradient of the weights.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func attentionPoolWeightGradient(
    _ dy: Buffer, h: Buffer, _ size: AttentionShape, into dWeights: Buffer
  ) throws(OpenCLError) {
    try launchElementwise(
      try channelKernel(
        "attention_pool_weight_gradient", in: "attention_pool", channels: size.width),
      count: size.batch * size.steps,
      [.buffer(h), .buffer(dy), .buffer(dWeights), .int(size.steps), .int(size.width)])
  }
}
