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

  var seconds: Double { kernels.reduce(0) { $0 + $1.seconds } }

  /// The kernels of the quickest of some steps after one that is not counted, in a queue of its own: timing
  /// each launch costs time itself.
  ///
  /// - Throws: `OpenCLError` and `EngineError` where memory is short or the device fails.
  init(
    of benchmark: ModelBenchmark, on device: Device, _ plan: DevicePlan, steps: Int = 1
  ) throws {
    let queue = try Queue(device, profiling: true)
    let step = try benchmark.step(on: Kernels(queue, plan: plan))
    try step()
    _ = queue.profile?.take()
    var quickest: StepProfile?
    for _ in 0..<steps {
      try step()
      let profile = StepProfile(queue.profile?.take() ?? [])
      if profile.seconds < quickest?.seconds ?? .infinity { quickest = profile }
    }
    self = quickest ?? StepProfile([])
  }

  private init(_ kernels: [(kernel: String, seconds: Double, launches: Int)]) {
    self.kernels = kernels.map {
      Row(kernel: $0.kernel, seconds: $0.seconds, launches: $0.launches)
    }
  }

  /// A line a kernel.
  var text: String {
    kernels.map { row in
      let name = row.kernel.padding(
        toLength: max(40, row.kernel.count), withPad: " ", startingAt: 0)
      return "  " + name
        + String(format: " %10.3f ms  %6d launches", 1e3 * row.seconds, row.launches)
    }.joined(separator: "\n")
  }
}
