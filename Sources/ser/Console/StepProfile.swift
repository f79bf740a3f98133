import Foundation
import Kernels
import ModelCases
import OpenCL

/// Where a model's step spends a device's time.
struct StepProfile: Encodable {
  struct Row: Encodable {
    let kernel: String
    var seconds = 0.0
    var launches = 0
    /// The same by the shapes of its products.
    var shapes: [Shape] = []
  }

  struct Shape: Encodable {
    /// Rows, columns, depth, and the number of such products where it is more than one.
    let shape: [Int]
    let seconds: Double
    let launches: Int
    /// 10⁹ multiplications and additions a second that the operation needs.
    let gflops: Double
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
        kernels: Self.rows(queue.profile?.take() ?? []),
        hostSeconds: seconds - (queue.profile?.takeWaiting() ?? 0))
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

  private static func rows(
    _ taken: [(launches: Profile.Launches, seconds: Double, count: Int)]
  ) -> [Row] {
    var rows: [String: Row] = [:]
    for (launches, seconds, count) in taken {
      var row = rows[launches.kernel] ?? Row(kernel: launches.kernel)
      row.seconds += seconds
      row.launches += count
      if !launches.shape.isEmpty {
        row.shapes.append(
          Shape(
            shape: launches.shape, seconds: seconds, launches: count,
            gflops: Double(count) * launches.flops / seconds / 1e9))
      }
      rows[launches.kernel] = row
    }
    return rows.values.sorted { $0.seconds > $1.seconds }
  }

  /// A line a kernel, with one for each shape of its products if wanted, and one of the program's own time.
  func text(shapes isByShape: Bool) -> String {
    let launches = kernels.reduce(0) { $0 + $1.launches }
    var lines: [String] = []
    for row in kernels {
      lines.append(line("  " + row.kernel, row.seconds, row.launches))
      for shape in isByShape ? row.shapes : [] {
        lines.append(
          line(
            "    " + shape.shape.map(String.init).joined(separator: " × "), shape.seconds,
            shape.launches) + String(format: "  %7.1f GFLOP/s", shape.gflops))
      }
    }
    return (lines + [line("  (the program itself)", hostSeconds, launches)])
      .joined(separator: "\n")
  }

  private func line(_ name: String, _ seconds: Double, _ launches: Int) -> String {
    name.padding(toLength: max(42, name.count), withPad: " ", startingAt: 0)
      + String(format: " %10.3f ms  %6d launches", 1e3 * seconds, launches)
  }
}
