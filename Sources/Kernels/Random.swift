public import OpenCL

/// Where in the sequence of all random numbers a tensor's begin: fixed by these two, on every device.
public struct RandomStream: Equatable, Sendable {
  public let seed: UInt64
  public let stream: UInt64

  public init(seed: UInt64, stream: UInt64) {
    self.seed = seed
    self.stream = stream
  }

  var arguments: [KernelArgument] {
    [seed, seed >> 32, stream, stream >> 32].map { .uint(UInt32(truncatingIfNeeded: $0)) }
  }
}

extension Kernels {
  /// The first `count` random words of a stream.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func randomWords(_ random: RandomStream, into y: Buffer, count: Int) throws(OpenCLError) {
    try launchBlocks("random_words", random, into: y, count: count)
  }

  /// Uniform numbers in `range`, its upper end excluded but for rounding.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func randomUniform(
    _ random: RandomStream, in range: ClosedRange<Float>, into y: Buffer, count: Int
  ) throws(OpenCLError) {
    try launchBlocks(
      "random_uniform", random, into: y, count: count,
      [.float(range.lowerBound), .float(range.upperBound - range.lowerBound)])
  }

  /// Standard normal numbers.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func randomNormal(_ random: RandomStream, into y: Buffer, count: Int) throws(OpenCLError) {
    try launchBlocks("random_normal", random, into: y, count: count)
  }

  private func launchBlocks(
    _ name: String, _ random: RandomStream, into y: Buffer, count: Int,
    _ more: [KernelArgument] = []
  ) throws(OpenCLError) {
    try launchElementwise(
      try kernel(name, in: ["philox", "random"]), count: count, each: 4,
      [.buffer(y)] + random.arguments + more)
  }
}
