public import Kernels

/// A pointwise function as a layer, without weights.
public struct Nonlinearity: Layer {
  public let function: Activation

  public init(_ function: Activation) { self.function = function }

  public func callAsFunction(_ x: Tensor, _ phase: Phase) throws(EngineError) -> Tensor {
    try activation(function, x)
  }
}
