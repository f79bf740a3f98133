public import Kernels
import OpenCL
public import Random

/// Random numbers fixed by a seed and an address: the same on every device.
///
/// Each draw has the address after the last one's. A tensor's first axis is that of the samples, each of
/// which has numbers of its own.
public final class PhiloxSource: RandomSource {
  public let seed: UInt64
  /// Of the next draw.
  private var address: RandomAddress
  public let kernels: Kernels

  public init(seed: UInt64, at address: RandomAddress, on kernels: Kernels) {
    self.seed = seed
    self.address = address
    self.kernels = kernels
  }

  /// Numbers that nothing else is to be kept apart from, as those that weights begin with before they
  /// are read from a file.
  ///
  /// - Parameter step: of what draws at every step: an address has room for about a thousand draws.
  public convenience init(seed: UInt64, step: Int = 0, on kernels: Kernels) {
    self.init(seed: seed, at: RandomAddress(AnyPurpose.any, step: step), on: kernels)
  }

  public func dropout(_ x: Tensor, probability: Float) throws(EngineError) -> Tensor {
    try Engine.dropout(x, probability: probability, random: next())
  }

  public func normal(_ shape: Shape, deviation: Float) throws(EngineError) -> Tensor {
    let random = next()
    let numbers = try filled(shape) { (buffer) throws(OpenCLError) in
      try kernels.randomNormal(random, into: buffer, RandomSamples(shape))
    }
    return deviation == 1 ? numbers : try deviation * numbers
  }

  public func uniform(_ shape: Shape, in range: ClosedRange<Float>) throws(EngineError) -> Tensor {
    let random = next()
    return try filled(shape) { (buffer) throws(OpenCLError) in
      try kernels.randomUniform(random, in: range, into: buffer, RandomSamples(shape))
    }
  }

  private func next() -> RandomStream {
    defer { address = address.next }
    return RandomStream(seed: seed, at: address)
  }

  private func filled(_ shape: Shape, _ fill: (Buffer) throws(OpenCLError) -> Void)
    throws(EngineError) -> Tensor
  {
    let buffer = try onDevice { () throws(OpenCLError) in
      let buffer = try kernels.floats(shape.count, for: "random numbers of \(shape)")
      try fill(buffer)
      return buffer
    }
    return Tensor(shape, buffer, kernels)
  }
}

/// The number that no use of a program has.
private enum AnyPurpose: UInt8, RandomPurpose {
  case any = 0
}

extension RandomSamples {
  /// The first axis is that of the samples; a scalar is one of one element.
  init(_ shape: Shape) {
    let count = shape.rank > 0 ? shape[0] : 1
    self.init(count, of: count > 0 ? shape.count / count : 0)
  }
}
