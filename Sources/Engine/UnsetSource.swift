public import Kernels
import OpenCL

/// Whatever the memory holds in the place of random numbers: for networks whose weights are read from a
/// file next, which so draw none and need no kernel for it.
public final class UnsetSource: RandomSource {
  public let kernels: Kernels

  public init(on kernels: Kernels) { self.kernels = kernels }

  public func dropout(_ x: Tensor, probability: Float) throws(EngineError) -> Tensor { x }

  public func normal(_ shape: Shape, deviation: Float) throws(EngineError) -> Tensor {
    try unset(shape)
  }

  public func uniform(_ shape: Shape, in range: ClosedRange<Float>) throws(EngineError) -> Tensor {
    try unset(shape)
  }

  private func unset(_ shape: Shape) throws(EngineError) -> Tensor {
    let buffer = try onDevice { () throws(OpenCLError) in
      try kernels.floats(shape.count, for: "weights of \(shape)")
    }
    return Tensor(shape, buffer, kernels)
  }
}
