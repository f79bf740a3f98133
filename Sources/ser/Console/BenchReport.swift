import Foundation
import KernelCases
import Kernels
import ModelCases
import OpenCL

/// What `ser bench` measured: a line each for a person, a file for a script.
struct BenchReport: Encodable {
  struct Environment: Encodable {
    let version: String
    let date: String
    let device: DeviceFacts
    let ceilings: Ceilings
    /// How kernels are laid out, with what tuning found.
    let plan: DevicePlan
  }

  struct Row: Encodable {
    let name: String
    /// Whose kernels they are; nil for a model.
    let operation: String?
    let medianS: Double
    let minS: Double
    let runs: Int
    /// Arithmetic and traffic that the operation needs at least, in 10⁹ a second.
    var gflops: Double?
    var gbytesPerS: Double?
    /// The share of the device's ceiling, whichever is nearer.
    var ofCeiling: Double?
    var samplesPerS: Double?
    /// The most that was held on the device.
    var peakMiB: Double?

    enum CodingKeys: String, CodingKey {
      case name, operation, runs, gflops
      case medianS = "median_s"
      case minS = "min_s"
      case gbytesPerS = "gbytes_per_s"
      case ofCeiling = "of_ceiling"
      case samplesPerS = "samples_per_s"
      case peakMiB = "peak_mib"
    }

    init(_ name: String, of operation: String? = nil, _ timing: Timing) {
      self.name = name
      self.operation = operation
      medianS = timing.median
      minS = timing.minimum
      runs = timing.runs
    }

    /// As it stands under `BenchReport.header`.
    var line: String {
      func cell(_ value: Double?, _ format: String) -> String {
        value.map { String(format: format, $0) } ?? ""
      }
      let cells = [
        cell(1e3 * medianS, "%.3f"), cell(1e3 * minS, "%.3f"), cell(gflops, "%.1f"),
        cell(gbytesPerS, "%.1f"), cell(ofCeiling.map { 100 * $0 }, "%.0f %%"),
        cell(samplesPerS, "%.1f"), cell(peakMiB, "%.0f"),
      ]
      return BenchReport.line(operation.map { "\($0) \(name)" } ?? name, cells)
    }
  }

  /// What is not timed.
  struct LeftOut: Encodable {
    enum Cause: String {
      case memory = "the device has too little memory for it"
      case disagreement = "it disagrees with its reference"
    }

    let name: String
    let why: String
    let cause: Cause

    enum CodingKeys: CodingKey {
      case name, why
    }
  }

  let environment: Environment
  private(set) var results: [Row] = []
  private(set) var leftOut: [LeftOut] = []

  enum CodingKeys: String, CodingKey {
    case environment, results
    case leftOut = "left_out"
  }

  init(_ device: Device, plan: DevicePlan, ceilings: Ceilings) {
    environment = Environment(
      version: Ser.version, date: Date().formatted(.iso8601), device: device.facts,
      ceilings: ceilings, plan: plan)
  }

  /// What more than all of the ceiling means; nil where nothing has it.
  var noteOnShares: String? {
    guard results.contains(where: { ($0.ofCeiling ?? 0) > 1 }) else { return nil }
    return """
      Over 100 % of the ceiling: a convolution counts by its direct sums, of which Winograd's algorithm
      needs a fraction; what caches hold is read faster than memory; and the ceiling itself was measured,
      once, perhaps beside other work.
      """
  }

  /// What stands above all rows.
  var header: String {
    let ceilings = environment.ceilings
    let device = environment.device
    let precision = environment.plan.precision
    return "\(device.name), \(device.platform)\n"
      + (precision == .float32 ? "" : "products in \(precision) where that is quicker\n")
      + String(
        format: "ceilings: %.0f GFLOP/s, %.1f GB/s read and written\n\n", ceilings.gflops,
        ceilings.gbytesPerS)
      + Self.line(
        "", ["median ms", "least ms", "GFLOP/s", "GB/s", "of ceiling", "samples/s", "peak MiB"])
  }

  /// Adds a row and shows it: the next may take long.
  mutating func append(_ row: Row) {
    results.append(row)
    print(row.line)
  }

  private static func line(_ name: String, _ cells: [String]) -> String {
    let width = 44
    let padded = name + String(repeating: " ", count: max(0, width - name.count))
    let columns = cells.map { String(repeating: " ", count: max(0, 10 - $0.count)) + $0 }
    return ([padded] + columns).joined(separator: " ")
  }
}

extension BenchReport {
  /// Times a model's step, and shows it, or that the device has too little memory for it.
  ///
  /// - Returns: the median in seconds; nil where there is too little memory.
  /// - Throws: `OpenCLError` and `EngineError` where the device fails.
  mutating func time(
    _ benchmark: ModelBenchmark, seconds: Double, on device: Device
  ) throws -> Double? {
    do {
      return try measure(benchmark, seconds: seconds, on: device)
    } catch {
      guard Failure(error)?.status == .deviceMemory else { throw error }
      leaveOut(benchmark.name, because: .memory, "\(error)")
      return nil
    }
  }

  /// Notes and shows what is not timed.
  mutating func leaveOut(_ name: String, because cause: LeftOut.Cause, _ why: String) {
    leftOut.append(LeftOut(name: name, why: why, cause: cause))
    print(Self.line(name, ["left out: \(cause.rawValue)"]))
  }

  private mutating func measure(
    _ benchmark: ModelBenchmark, seconds: Double, on device: Device
  ) throws -> Double {
    let kernels = Kernels(try Queue(device), plan: environment.plan)
    let step = try benchmark.step(on: kernels)
    let timing = try Timing(seconds: seconds, step)
    var row = Row(benchmark.name, timing)
    row.samplesPerS = Double(benchmark.samples) / timing.median
    row.peakMiB = Double(kernels.queue.pool.peak) / Double(1 << 20)
    append(row)
    return timing.median
  }
}
