import Kernels
import OpenCL

extension Gradients {
  /// The gradients scaled so that their common Euclidean norm is at most `maximum`.
  public func clipped(toNorm maximum: Float) throws(EngineError) -> Gradients {
    guard let kernels = values.first?.kernels else { return self }
    var squares = try Tensor(repeating: 0, .scalar, on: kernels)
    for gradient in values { squares = try squares + (gradient * gradient).sum() }
    var clipped: [Tensor] = []
    for gradient in values {
      let result = try gradient.uninitialized(gradient.shape)
      try onDevice { () throws(OpenCLError) in
        try kernels.clip(
          gradient.buffer, squares: squares.buffer, maximum: maximum, into: result.buffer,
          count: gradient.shape.count)
      }
      clipped.append(result)
    }
    return Gradients(parameters: parameters, values: clipped)
  }
}
