public import Kernels
import OpenCL

/// Random numbers fixed by a seed and by how often was drawn before: the same on every device, and
/// resumable from `drawn`.
public final class PhiloxSource: RandomSource {
  public let seed: UInt64
  /// How many tensors were drawn so far: the number of the next stream.
  public private(set) var drawn: UInt64
  public let kernels: Kernels

  public init(seed: UInt64, drawn: UInt64 = 0, on kernels: Kernels) {
    self.seed = seed
    self.drawn = drawn
    self.kernels = kernels
  }

  public func dropout(_ x: Tensor, probability: Float) throws(EngineError) -> Tensor {
    try Engine.dropout(x, probability: probability, random: next())
  }

  public func normal(_ shape: Shape) throws(EngineError) -> Tensor {
    let random = next()
    return try filled(shape) { (buffer) throws(OpenCLError) in
      try kernels.randomNormal(random, into: buffer, count: shape.count)
    }
  }

  public func uniform(_ shape: Shape, in range: ClosedRange<Float>) throws(EngineError) -> Tensor {
    let random = next()
    return try filled(shape) { (buffer) throws(OpenCLError) in
      try kernels.randomUniform(random, in: range, into: buffer, count: shape.count)
    }
  }

  private func next() -> RandomStream {
    defer { drawn += 1 }
    return RandomStream(seed: seed, stream: drawn)
  }

  private func filled(_ shape: Shape, _ fill: (Buffer) throws(OpenCLError) -> Void)
    throws(EngineError) -> Tensor
  {
    let buffer = try onDevice { () throws(OpenCLError) in
      let buffer = try kernels.floats(shape.count)
      try fill(buffer)
      return buffer
    }
    return Tensor(shape, buffer, kernels)
  }
}
