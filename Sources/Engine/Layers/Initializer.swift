/// How the weights of a layer begin.
public enum Initializer: Equatable, Sendable {
  case zeros
  case ones
  /// N(0, deviation²).
  case normal(deviation: Float)
  /// He et al. 2015 for rectifiers: N(0, 2 / fan), fan being that of the output in torchvision's
  /// VGG and that of the input in the original.
  case heNormal(fan: Int)
  /// PyTorch's default for linear and convolution layers, weights and biases: U(±1/√fanIn).
  case uniform(fanIn: Int)

  /// A new parameter.
  ///
  /// - Throws: what `random` throws, `EngineError.device` where memory is short or the device
  ///   fails.
  public func callAsFunction(_ shape: Shape, _ random: any RandomSource) throws(EngineError)
    -> Parameter
  {
    switch self {
    case .zeros: Parameter(try Tensor(repeating: 0, shape, on: random.kernels))
    case .ones: Parameter(try Tensor(repeating: 1, shape, on: random.kernels))
    case .normal(let deviation): Parameter(try random.normal(shape, deviation: deviation))
    case .heNormal(let fan):
      Parameter(try random.normal(shape, deviation: (2 / Float(fan)).squareRoot()))
    case .uniform(let fanIn):
      Parameter(
        try random.uniform(
          shape, in: -1 / Float(fanIn).squareRoot()...1 / Float(fanIn).squareRoot()))
    }
  }
}
