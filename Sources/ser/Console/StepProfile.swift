import Foundation
import Kernels
import ModelCases
import OpenCL

/// Where a model's step spends a device's time.
struct StepProfile: Encodable {
  struct Row: Encodable {
    let kernel: String
    let seconds: Double
    let launches: Int
  }

  /// The slowest first.
  let kernels: [Row]
  /// Seconds of the step in which the program did not wait for the device: it built, set arguments, launched.
  /// They are hidden where the device has work meanwhile.
  let hostSeconds: Double

  enum CodingKeys: String, CodingKey {
    case kernels
    case hostSeconds = "host_seconds"
  }

  var seconds: Double { kernels.reduce(0) { $0 + $1.seconds } }

  /// The kernels of the quickest of some steps after one that is not counted, in a queue of its own: timing
  /// each launch costs time itself.
  ///
  /// - Throws: `OpenCLError` and `EngineError` where memory is short or the device fails.
  init(
    of benchmark: ModelBenchmark, on device: Device, _ plan: DevicePlan, steps: Int = 3
  ) throws {
    let queue = try Queue(device, profiling: true)
    let step = try benchmark.step(on: Kernels(queue, plan: plan))
    try step()
    try queue.finish()
    func taken(after seconds: Double) -> StepProfile {
      StepProfile(
        kernels: (queue.profile?.take() ?? []).map {
          Row(kernel: $0.kernel, seconds: $0.seconds, launches: $0.launches)
        }, hostSeconds: seconds - (queue.profile?.takeWaiting() ?? 0))
    }
    _ = taken(after: 0)
    var quickest: StepProfile?
    for _ in 0..<steps {
      let start = ContinuousClock.now
      try step()
      try queue.finish()
      let profile = taken(after: (ContinuousClock.now - start) / .seconds(1))
      if profile.seconds < quickest?.seconds ?? .infinity { quickest = profile }
    }
    self = quickest ?? taken(after: 0)
  }

  private init(kernels: [Row], hostSeconds: Double) {
    (self.kernels, self.hostSeconds) = (kernels, hostSeconds)
  }

  /// A line a kernel, and one of the program's own time.
  var text: String {
    let launches = kernels.reduce(0) { $0 + $1.launches }
    let host = Row(kernel: "(the program itself)", seconds: hostSeconds, launches: launches)
    return (kernels + [host]).map { row in
      let name = row.kernel.padding(
        toLength: max(40, row.kernel.count), withPad: " ", startingAt: 0)
      return "  " + name
        + String(format: " %10.3f ms  %6d launches", 1e3 * row.seconds, row.launches)
    }.joined(separator: "\n")
  }
}
