import Foundation
import KernelCases
import Kernels
import OpenCL

/// What `ser bench --project` says: a table a step for a person, a file for a script.
struct ProjectionReport: Encodable {
  struct Environment: Encodable {
    let version: String
    let date: String
    let device: DeviceFacts
    let ceilings: Ceilings
    let ceilingsAre: CeilingsSource
    let plan: DevicePlan

    enum CodingKeys: String, CodingKey {
      case version, date, device, ceilings, plan
      case ceilingsAre = "ceilings_are"
    }
  }

  struct Row: Encodable {
    let kernel: String
    let launches: Int
    /// Arithmetic, and traffic at least.
    let gflop: Double
    let mbytes: Double
    let projectedS: Double
    let boundBy: LaunchCost.Bound
    /// On a device that is here, if asked for.
    let measuredS: Double?

    enum CodingKeys: String, CodingKey {
      case kernel, launches, gflop, mbytes
      case projectedS = "projected_s"
      case boundBy = "bound_by"
      case measuredS = "measured_s"
    }
  }

  struct Step: Encodable {
    let name: String
    let launches: Int
    let gflop: Double
    let mbytes: Double
    let projectedS: Double
    let projectedSamplesPerS: Double
    let measuredS: Double?
    /// By kernel, the slowest first.
    let kernels: [Row]

    enum CodingKeys: String, CodingKey {
      case name, launches, gflop, mbytes, kernels
      case projectedS = "projected_s"
      case projectedSamplesPerS = "projected_samples_per_s"
      case measuredS = "measured_s"
    }
  }

  /// So that nobody takes it for a measurement.
  let what = "projection"
  let environment: Environment
  private(set) var steps: [Step] = []

  init(_ device: ProjectedDevice) {
    environment = Environment(
      version: Ser.version, date: Date().formatted(.iso8601), device: device.facts,
      ceilings: device.ceilings, ceilingsAre: device.source, plan: device.plan)
  }

  /// What stands above all steps.
  var header: String {
    let (device, ceilings) = (environment.device, environment.ceilings)
    return "Projection, not a measurement: \(device.name), \(device.platform)\n"
      + String(
        format: "by \(environment.ceilingsAre) ceilings: %.0f GFLOP/s, %.1f GB/s, %.1f µs a launch",
        ceilings.gflops, ceilings.gbytesPerS, 1e6 * ceilings.launchSeconds)
  }

  /// Adds a step and shows it.
  ///
  /// - Parameter measured: what it took where the device is here, in all and by kernel.
  mutating func append(
    _ name: String, samples: Int, _ projection: StepProjection,
    measured: (seconds: Double, profile: StepProfile)? = nil
  ) {
    let step = Step(
      name: name, launches: projection.launches, gflop: projection.flops / 1e9,
      mbytes: Double(projection.bytes) / 1e6, projectedS: projection.seconds,
      projectedSamplesPerS: Double(samples) / projection.seconds, measuredS: measured?.seconds,
      kernels: projection.rows.map { row in
        Row(
          kernel: row.kernel, launches: row.launches, gflop: row.flops / 1e9,
          mbytes: Double(row.bytes) / 1e6, projectedS: row.seconds, boundBy: row.bound,
          measuredS: measured?.profile.kernels.first { $0.kernel == row.kernel }?.seconds)
      })
    steps.append(step)
    print(step.text)
  }
}

extension ProjectionReport.Step {
  /// A table: the step, then its kernels.
  fileprivate var text: String {
    let measured = measuredS == nil ? [] : ["measured ms"]
    let header = Self.line(
      "", ["launches", "GFLOP", "MB", "projected ms"] + measured + ["bound by"])
    let all = Self.line(
      name,
      [
        "\(launches)", String(format: "%.2f", gflop), String(format: "%.1f", mbytes),
        String(format: "%.3f", 1e3 * projectedS),
      ] + (measuredS.map { [String(format: "%.3f", 1e3 * $0)] } ?? []))
    let rows = kernels.map { row in
      let cells = [
        "\(row.launches)", String(format: "%.2f", row.gflop), String(format: "%.1f", row.mbytes),
        String(format: "%.3f", 1e3 * row.projectedS),
      ]
      let measured =
        measuredS == nil
        ? [] : [row.measuredS.map { String(format: "%.3f", 1e3 * $0) } ?? ""]
      return Self.line("  " + row.kernel, cells + measured + [row.boundBy.rawValue])
    }
    return (["", header, all] + rows).joined(separator: "\n")
  }

  private static func line(_ name: String, _ cells: [String]) -> String {
    name + String(repeating: " ", count: max(0, 36 - name.count))
      + cells.map { String(repeating: " ", count: max(1, 13 - $0.count)) + $0 }.joined()
  }
}
