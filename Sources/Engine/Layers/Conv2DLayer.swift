public import Kernels

/// A two-dimensional convolution (cross-correlation) of channels-last pictures.
public struct Conv2D: FusingLayer {
  /// outputs × inputs × height × width.
  public let weight: Parameter
  public let bias: Parameter?
  public let stride: Int
  public let padding: Int
  /// Whether the border mirrors the picture instead of being zero.
  public let reflecting: Bool

  /// PyTorch's default initialisation where none is given.
  ///
  /// - Throws: what `random` throws, `EngineError.device` where memory is short or the device
  ///   fails.
  public init(
    _ inputs: Int, _ outputs: Int, kernel: Int, stride: Int = 1, padding: Int = 0,
    reflecting: Bool = false, bias: Bool = true, initialized: Initializer? = nil,
    _ random: any RandomSource
  ) throws(EngineError) {
    let fanIn = inputs * kernel * kernel
    weight = try (initialized ?? .uniform(fanIn: fanIn))(
      [outputs, inputs, kernel, kernel], random)
    let biasInitializer: Initializer = initialized == nil ? .uniform(fanIn: fanIn) : .zeros
    self.bias = bias ? try biasInitializer([outputs], random) : nil
    self.stride = stride
    self.padding = padding
    self.reflecting = reflecting
  }

  public var state: [StateEntry] {
    [StateEntry("weight", .parameter(weight))]
      + (bias.map { [StateEntry("bias", .parameter($0))] } ?? [])
  }

  public func callAsFunction(_ x: Tensor, _ phase: Phase, activation: Activation)
    throws(EngineError) -> Tensor
  {
    let framed =
      reflecting
      ? try padded(
        x, top: padding, bottom: padding, left: padding, right: padding, mode: .reflect) : x
    let border = reflecting ? 0 : padding
    return try conv2D(
      framed, weight: weight(phase), bias: bias?(phase), stride: (stride, stride),
      padding: (border, border), activation: activation)
  }
}
