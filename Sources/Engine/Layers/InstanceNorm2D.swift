/// Instance normalisation of each channel of each picture, with scale and shift, as PyTorch's
/// `InstanceNorm2d(affine=True)`.
public struct InstanceNorm2D: Module {
  public let weight: Parameter
  public let bias: Parameter

  public init(_ channels: Int, _ random: any RandomSource) throws(EngineError) {
    weight = try Initializer.ones([channels], random)
    bias = try Initializer.zeros([channels], random)
  }

  public var state: [StateEntry] {
    [StateEntry("weight", .parameter(weight)), StateEntry("bias", .parameter(bias))]
  }

  /// - Parameter mask: batch × height, 1 where a row counts towards the statistics; all where nil.
  /// - Throws: `EngineError.shape` where the shapes do not fit, `.device` where memory is short or
  ///   the device fails.
  public func callAsFunction(_ x: Tensor, mask: Tensor? = nil, _ phase: Phase)
    throws(EngineError) -> Tensor
  {
    try instanceNorm(x, scale: weight(phase), shift: bias(phase), mask: mask)
  }
}
