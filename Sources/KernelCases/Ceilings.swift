public import Kernels
public import OpenCL

/// What a device did at most when it was asked for nothing else: what kernels are held against.
public struct Ceilings: Codable, Sendable {
  /// 10⁹ multiplications and additions a second, in multiply-adds on registers.
  public let gflops: Double
  /// 10⁹ bytes a second, read and written by a copy of more than a cache holds.
  public let gbytesPerS: Double

  enum CodingKeys: String, CodingKey {
    case gflops
    case gbytesPerS = "gbytes_per_s"
  }

  /// Measures them, in about a second; the best of several runs, since others can only slow it.
  ///
  /// - Throws: `OpenCLError`.
  public init(of kernels: Kernels) throws(OpenCLError) {
    let facts = kernels.queue.device.facts
    // A vector of work for every lane of a GPU's units, and several pieces for each core of a CPU.
    let values = Kernels.multiplyAddGranule * facts.computeUnits * 128
    let rounds = 10_000
    let x = try kernels.floats(values)
    try kernels.queue.fill(x, with: Float(1), count: values)
    let arithmetic = try Timing(seconds: 0.5) { () throws(OpenCLError) in
      try kernels.multiplyAdd(x, count: values, rounds: rounds, factor: 0.75, addend: 0.5)
      try kernels.queue.finish()
    }
    gflops = 2 * Double(values * rounds) / arithmetic.minimum / 1e9

    let count = min(1 << 26, facts.maxAllocation / 16)
    let (source, target) = (try kernels.floats(count), try kernels.floats(count))
    try kernels.queue.fill(source, with: Float(1), count: count)
    let copy = try Timing(seconds: 0.5) { () throws(OpenCLError) in
      try kernels.copy(source, into: target, count: count)
      try kernels.queue.finish()
    }
    gbytesPerS = 8 * Double(count) / copy.minimum / 1e9
  }

  /// The share of the ceiling that is nearest, where work of so much arithmetic and traffic took
  /// `seconds`; nil where neither is known.
  public func share(flops: Double, bytes: Double, in seconds: Double) -> Double? {
    guard flops > 0 || bytes > 0 else { return nil }
    return max(flops / gflops, bytes / gbytesPerS) / seconds / 1e9
  }
}
