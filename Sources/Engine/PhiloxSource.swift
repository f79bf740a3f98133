public import Kernels
import OpenCL
public import Random
public import Ranks

/// Random numbers fixed by a seed and an address: the same on every device.
///
/// Each draw has the address after the last one's. A tensor's first axis is that of the samples, each of
/// which has numbers of its own.
public final class PhiloxSource: RandomSource {
  public let seed: UInt64
  /// Of the next draw.
  private var address: RandomAddress
  public let share: BatchShare
  public let kernels: Kernels

  /// - Parameter share: the samples of a batch that get the numbers which they have in the whole.
  public init(
    seed: UInt64, at address: RandomAddress, for share: BatchShare = .whole, on kernels: Kernels
  ) {
    self.seed = seed
    self.address = address
    self.share = share
    self.kernels = kernels
  }

  /// Numbers that nothing else is to be kept apart from, as those that weights begin with before they
  /// are read from a file.
  ///
  /// - Parameter step: of what draws at every step: an address has room for about a thousand draws.
  public convenience init(
    seed: UInt64, step: Int = 0, for share: BatchShare = .whole, on kernels: Kernels
  ) {
    self.init(seed: seed, at: RandomAddress(AnyPurpose.any, step: step), for: share, on: kernels)
  }

  public func dropout(_ x: Tensor, probability: Float) throws(EngineError) -> Tensor {
    let samples = try samples(of: x.shape, for: "dropout")
    return try Engine.dropout(x, samples, probability: probability, random: next())
  }

  public func normal(_ shape: Shape, deviation: Float) throws(EngineError) -> Tensor {
    let (samples, random) = (try samples(of: shape, for: "normal numbers"), next())
    let numbers = try filled(shape) { (buffer) throws(OpenCLError) in
      try kernels.randomNormal(random, into: buffer, samples)
    }
    return deviation == 1 ? numbers : try deviation * numbers
  }

  public func uniform(_ shape: Shape, in range: ClosedRange<Float>) throws(EngineError) -> Tensor {
    let (samples, random) = (try samples(of: shape, for: "uniform numbers"), next())
    return try filled(shape) { (buffer) throws(OpenCLError) in
      try kernels.randomUniform(random, in: range, into: buffer, samples)
    }
  }

  private func next() -> RandomStream {
    defer { address = address.next }
    return RandomStream(seed: seed, at: address)
  }

  /// The first axis is that of the samples, or of several times as many; a scalar is one of one element.
  private func samples(of shape: Shape, for operation: String) throws(EngineError) -> RandomSamples
  {
    let count = shape.rank > 0 ? shape[0] : 1
    let size = count > 0 ? shape.count / count : 0
    if share.isWhole { return RandomSamples(count, of: size) }
    guard count % share.samples.count == 0 else {
      throw .shape(
        operation: operation,
        expected: "a first axis of \(share.samples.count) samples or several times as many",
        found: "\(shape)")
    }
    return RandomSamples(
      count, of: size,
      at: RandomSamples.Places(
        first: share.samples.lowerBound, length: share.samples.count, stride: share.whole))
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
