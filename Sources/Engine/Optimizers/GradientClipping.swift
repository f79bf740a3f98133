import Kernels
import OpenCL

extension Gradients {
  /// The gradients scaled so that their common Euclidean norm is at most `maximum`.
  ///
  /// - Throws: `EngineError.device` where memory is short or the device fails.
  public func clipped(toNorm maximum: Float) throws(EngineError) -> Gradients {
    guard let kernels = values.first?.kernels else { return self }
    var clipped: [Tensor] = []
    for gradient in values { clipped.append(try gradient.uninitialized(gradient.shape)) }
    let pairs = zip(values, clipped).map {
      ClippedGradient($0.buffer, into: $1.buffer, count: $0.shape.count)
    }
    try onDevice { () throws(OpenCLError) in try kernels.clip(pairs, toNorm: maximum) }
    return Gradients(parameters: parameters, values: clipped)
  }
}
