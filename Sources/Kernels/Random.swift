public import OpenCL
public import Random

/// Which random numbers: fixed by these two, on every device.
public struct RandomStream: Equatable, Sendable {
  public let seed: UInt64
  /// The upper half of Philox's counter.
  public let stream: UInt64

  public init(seed: UInt64, stream: UInt64) {
    self.seed = seed
    self.stream = stream
  }

  /// The numbers of a draw.
  public init(seed: UInt64, at address: RandomAddress) {
    self.init(seed: seed, stream: address.word)
  }

  var arguments: [KernelArgument] {
    [seed, seed >> 32, stream, stream >> 32].map { .bits(UInt32(truncatingIfNeeded: $0)) }
  }
}

/// Samples one after the other, each of which has random numbers of its own.
public struct RandomSamples: Equatable, Sendable {
  public let count: Int
  /// Elements of a sample.
  public let size: Int
  /// Where they stand in their batch; in its order from the first where nil.
  public let places: Places?

  /// Of every `stride` samples of a batch the `length` from `first` on, as one of several processes has them.
  public struct Places: Equatable, Sendable {
    public let first, length, stride: Int

    public init(first: Int, length: Int, stride: Int) {
      (self.first, self.length, self.stride) = (first, length, stride)
    }

    fileprivate var arguments: [KernelArgument] { [.int(first), .int(length), .int(stride)] }
  }

  public init(_ count: Int, of size: Int, at places: Places? = nil) {
    (self.count, self.size, self.places) = (count, size, places)
  }
}

extension Kernels {
  /// Random words.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func randomWords(
    _ random: RandomStream, into y: Buffer, _ samples: RandomSamples
  ) throws(OpenCLError) {
    try launchBlocks("random_words", random, into: y, samples)
  }

  /// Uniform numbers in `range`, its upper end excluded but for rounding.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func randomUniform(
    _ random: RandomStream, in range: ClosedRange<Float>, into y: Buffer, _ samples: RandomSamples
  ) throws(OpenCLError) {
    try launchBlocks(
      "random_uniform", random, into: y, samples,
      [.float(range.lowerBound), .float(range.upperBound - range.lowerBound)])
  }

  /// Standard normal numbers.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func randomNormal(
    _ random: RandomStream, into y: Buffer, _ samples: RandomSamples
  ) throws(OpenCLError) {
    try launchBlocks("random_normal", random, into: y, samples)
  }

  private func launchBlocks(
    _ name: String, _ random: RandomStream, into y: Buffer, _ samples: RandomSamples,
    _ more: [KernelArgument] = []
  ) throws(OpenCLError) {
    try launchBlocks(name, in: "random", samples, [.buffer(y)] + random.arguments + more)
  }

  /// Launches a kernel over the blocks of samples (`kernels/philox.cl`).
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  func launchBlocks(
    _ name: String, in file: String, _ samples: RandomSamples, _ arguments: [KernelArgument]
  ) throws(OpenCLError) {
    let blocks = ceilDivide(samples.size, 4)
    // Of a work-item on CPUs: more than its start costs.
    let stretch = 64 * plan.vectorWidth
    let kernel = try kernel(
      name, in: ["vector", "interleave", "philox", file],
      options: ["-D V=\(plan.vectorWidth)", "-D STRETCH=\(stretch)u"]
        + (samples.places == nil ? [] : ["-D PART_OF_BATCH"]))
    let arguments = (samples.places?.arguments ?? []) + [.int(samples.size)] + arguments
    if plan.vectorWidth == 1 {
      return try launchGrid(kernel, width: blocks, rows: samples.count, arguments)
    }
    try queue.launch(
      kernel, global: [ceilDivide(blocks, stretch), samples.count], local: [1, 1],
      [.int(blocks), .int(samples.count)] + arguments)
  }
}
