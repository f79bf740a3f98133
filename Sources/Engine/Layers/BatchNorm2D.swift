/// Batch normalisation of each channel over batch and picture, as PyTorch's `BatchNorm2d`: the batch's
/// statistics in training, running ones in inference.
public struct BatchNorm2D: Layer {
  public let weight: Parameter
  public let bias: Parameter
  public let runningMean: Parameter
  public let runningVariance: Parameter
  public let batches = Counter()
  /// The share of a batch in the running statistics.
  private let momentum: Float = 0.1

  public init(_ channels: Int, _ random: any RandomSource) throws(EngineError) {
    weight = try Initializer.ones([channels], random)
    bias = try Initializer.zeros([channels], random)
    runningMean = try Initializer.zeros([channels], random)
    runningVariance = try Initializer.ones([channels], random)
  }

  public var state: [StateEntry] {
    [
      StateEntry("weight", .parameter(weight)), StateEntry("bias", .parameter(bias)),
      StateEntry("running_mean", .statistic(runningMean)),
      StateEntry("running_var", .statistic(runningVariance)),
      StateEntry("num_batches_tracked", .counter(batches)),
    ]
  }

  public func callAsFunction(_ x: Tensor, _ phase: Phase) throws(EngineError) -> Tensor {
    switch phase {
    case .training, .frozen:
      let share = phase.share
      let (y, mean, variance) = try batchNorm(
        x, scale: weight(phase), shift: bias(phase), over: share)
      if case .training = phase {
        let values = x.shape.count / x.shape[3] / share.samples.count * share.whole
        try gather(mean, variance, of: Float(values))
      }
      return y
    case .inference:
      return try batchNorm(
        x, mean: runningMean.value, variance: runningVariance.value, scale: weight(phase),
        shift: bias(phase))
    }
  }

  /// Takes a batch of so many values a channel into the running statistics. As in PyTorch, the running
  /// variance takes the unbiased one.
  ///
  /// - Throws: `EngineError.device` where memory is short or the device fails.
  private func gather(
    _ mean: Tensor, _ variance: Tensor, of values: Float
  ) throws(EngineError) {
    let unbiased = try values / (values - 1) * variance
    try runningMean.update((1 - momentum) * runningMean.value + momentum * mean)
    try runningVariance.update((1 - momentum) * runningVariance.value + momentum * unbiased)
    batches.value += 1
  }
}
