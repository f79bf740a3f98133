import Kernels
import OpenCL

extension Gradients {
  /// The gradients scaled so that their common Euclidean norm is at most `maximum`.
  ///
  /// - Throws: `EngineError.device` where memory is short or the device fails.
  public func clipped(toNorm maximum: Float) throws(EngineError) -> Gradients {
    guard let kernels = values.first?.kernels else { return self }
    var clipped: [Tensor] = []
    var memories: [FlatArrays] = []
    if self.memories.isEmpty {
      for gradient in values { clipped.append(try gradient.uninitialized(gradient.shape)) }
    } else {
      for memory in self.memories { memories.append(try FlatArrays(memory.layout, on: kernels)) }
      clipped = zip(values, memories.flatMap(\.arrays)).map { Tensor($0.shape, $1, kernels) }
    }
    let pairs =
      memories.isEmpty
      ? zip(values, clipped).map {
        ClippedGradient($0.buffer, into: $1.buffer, count: $0.shape.count)
      }
      : zip(self.memories, memories).map {
        ClippedGradient($0.whole, into: $1.whole, count: $0.layout.count)
      }
    try onDevice { () throws(OpenCLError) in try kernels.clip(pairs, toNorm: maximum) }
    return Gradients(parameters: parameters, values: clipped, memories: memories)
  }
}
