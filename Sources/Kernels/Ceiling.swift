public import OpenCL

/// How work that waits for memory goes through it.
public enum MemoryPattern: String, CaseIterable, Codable, Sendable {
  /// Reads.
  case read
  /// Writes what is not read.
  case write
  /// Reads one array and writes another.
  case copy
  /// Reads an array and writes it again.
  case update

  /// Bytes that a float costs.
  public var bytes: Int {
    switch self {
    case .read, .write: 4
    case .copy, .update: 8
    }
  }
}

extension Kernels {
  /// The number of values that `multiplyAdd` takes is a multiple of this: twelve vectors of the widest
  /// kind.
  public static let multiplyAddGranule = 12 * 16

  /// x = x · factor + addend, `rounds` times in registers: the arithmetic that the device can do at
  /// most, a multiplication and an addition a value and round.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func multiplyAdd(
    _ x: Buffer, count: Int, rounds: Int, factor: Float, addend: Float
  ) throws(OpenCLError) {
    let items = count / (12 * plan.vectorWidth)
    try queue.launch(
      try elementKernel("ceiling_arithmetic", in: ["ceiling"]), global: [items],
      local: plan.family == .cpu ? [1] : nil,
      [.buffer(x), .int(rounds), .float(factor), .float(addend)])
  }

  /// Goes through `count` values: the memory traffic that the device can do at most. What is written is
  /// y = 1, y = x or y = 1 - y.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func goThrough(_ pattern: MemoryPattern, _ x: Buffer, _ y: Buffer, count: Int)
    throws(OpenCLError)
  {
    let buffers: [KernelArgument] =
      switch pattern {
      case .read, .copy: [.buffer(x), .buffer(y)]
      case .write, .update: [.buffer(y)]
      }
    try launchOverElements(
      try elementKernel("ceiling_\(pattern)", in: ["ceiling"]), count: count, buffers,
      bytes: pattern.bytes * count)
  }
}
