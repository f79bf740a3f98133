public import Kernels
public import OpenCL

/// How long an operation takes that waits for memory, and how long that takes at least: in turns with the
/// quickest ways through memory, since bandwidth that several share differs from minute to minute.
public struct MemoryTiming {
  public let timing: Timing
  /// The share of what its traffic takes at least.
  public let ofCeiling: Double

  /// - Throws: `OpenCLError` where memory is short or the device fails.
  public init(
    of traffic: Traffic, seconds: Double, on kernels: Kernels,
    _ run: () throws(OpenCLError) -> Void
  ) throws(OpenCLError) {
    let patterns = Array(traffic.floats.keys)
    // More than caches hold.
    let count = min(1 << 25, kernels.queue.device.facts.maxAllocation / 16)
    let (x, y) = (try kernels.floats(count), try kernels.floats(count))
    for buffer in [x, y] { try kernels.queue.fill(buffer, with: Float(1), count: count) }
    let timings = try Timing.inTurns(1 + patterns.count, seconds: seconds) {
      (number) throws(OpenCLError) in
      if number == 0 {
        try run()
      } else {
        try kernels.goThrough(patterns[number - 1], x, y, count: count)
      }
      try kernels.queue.finish()
    }
    timing = timings[0]
    let rates = zip(patterns, timings.dropFirst()).map {
      ($0, Double($0.bytes * count) / $1.median)
    }
    ofCeiling =
      traffic.seconds(at: Dictionary(rates, uniquingKeysWith: { first, _ in first }))
      / timing.median
  }
}
