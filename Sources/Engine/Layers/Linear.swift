public import Kernels

/// x Wᵀ + b over the last axis.
public struct Linear: FusingLayer {
  /// outputs × inputs.
  public let weight: Parameter
  public let bias: Parameter?

  /// PyTorch's default initialisation where none is given.
  ///
  /// - Throws: what `random` throws, `EngineError.device` where memory is short or the device
  ///   fails.
  public init(
    _ inputs: Int, _ outputs: Int, bias: Bool = true, initialized: Initializer? = nil,
    _ random: any RandomSource
  ) throws(EngineError) {
    weight = try (initialized ?? .uniform(fanIn: inputs))([outputs, inputs], random)
    let biasInitializer: Initializer = initialized == nil ? .uniform(fanIn: inputs) : .zeros
    self.bias = bias ? try biasInitializer([outputs], random) : nil
  }

  public var state: [StateEntry] {
    [StateEntry("weight", .parameter(weight))]
      + (bias.map { [StateEntry("bias", .parameter($0))] } ?? [])
  }

  public func callAsFunction(_ x: Tensor, _ phase: Phase, activation: Activation)
    throws(EngineError) -> Tensor
  {
    try linear(x, weight: weight(phase), bias: bias?(phase), activation: activation)
  }
}
