public import Kernels

/// A transposed two-dimensional convolution of channels-last pictures: the gradient of `Conv2D` with
/// respect to its input, as a layer.
public struct ConvTranspose2D: FusingLayer {
  /// inputs × outputs × height × width.
  public let weight: Parameter
  public let bias: Parameter
  public let stride: Int
  public let padding: Int

  /// PyTorch's default initialisation, which takes the fan from the outputs.
  ///
  /// - Throws: what `random` throws, `EngineError.device` where memory is short or the device
  ///   fails.
  public init(
    _ inputs: Int, _ outputs: Int, kernel: Int, stride: Int = 1, padding: Int = 0,
    _ random: any RandomSource
  ) throws(EngineError) {
    let initializer = Initializer.uniform(fanIn: outputs * kernel * kernel)
    weight = try initializer([inputs, outputs, kernel, kernel], random)
    bias = try initializer([outputs], random)
    self.stride = stride
    self.padding = padding
  }

  public var state: [StateEntry] {
    [StateEntry("weight", .parameter(weight)), StateEntry("bias", .parameter(bias))]
  }

  public func callAsFunction(_ x: Tensor, _ phase: Phase, activation: Activation)
    throws(EngineError) -> Tensor
  {
    try convTranspose2D(
      x, weight: weight(phase), bias: bias(phase), stride: (stride, stride),
      padding: (padding, padding), activation: activation)
  }
}
