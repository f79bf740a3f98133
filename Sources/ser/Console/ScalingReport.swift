import Foundation
import KernelCases
import Kernels
import ModelCases
import OpenCL
import Ranks

/// What a training step costs where several processes take it together: a line each for a person, a file for a
/// script.
struct ScalingReport: Encodable {
  struct Row: Encodable {
    let name: String
    /// Samples of the whole batch, and of each process.
    let batch, own: Int
    /// Medians, in seconds: of the step of one process while the others wait, of all at the same time, each by
    /// itself, and of all together.
    let alone, apart, together: Double
    /// Of a step together: the sums of gradients, and what of them did not pass beside the backward pass.
    let sums, exposed: Double
    /// The samples a second of all, of what as many processes would do of which none is slowed by another.
    let efficiency: Double

    enum CodingKeys: String, CodingKey {
      case name, batch, own, efficiency
      case alone = "alone_s"
      case apart = "apart_s"
      case together = "together_s"
      case sums = "sums_s"
      case exposed = "exposed_s"
    }
  }

  let version = Ser.version
  let date = Date().formatted(.iso8601)
  let device: DeviceFacts
  let hosts: [String]
  private(set) var results: [Row] = []

  enum CodingKeys: CodingKey { case version, date, device, hosts, results }

  init(_ device: Device, _ ranks: Ranks) {
    (self.device, hosts) = (device.facts, ranks.hosts)
  }

  var header: String {
    "\(hosts.count) processes on \(counted(Set(hosts).count, "host")), each on \(device.name)\n"
      + "efficiency: samples a second of all, of what as many processes would do that nothing slows down\n\n"
      + Self.line(
        "",
        ["batch", "each"] + ["alone", "apart", "together", "sums", "exposed"].map { "\($0) ms" }
          + ["efficiency"])
  }

  /// Adds a row and shows it.
  mutating func append(_ row: Row) {
    results.append(row)
    let times = [row.alone, row.apart, row.together, row.sums, row.exposed]
    print(
      Self.line(
        row.name,
        ["\(row.batch)", "\(row.own)"] + times.map { String(format: "%.1f", 1e3 * $0) }
          + [String(format: "%.2f", row.efficiency)]))
  }

  private static func line(_ name: String, _ cells: [String]) -> String {
    let padded = name + String(repeating: " ", count: max(0, 16 - name.count))
    return ([padded] + cells.map { String(repeating: " ", count: max(0, 11 - $0.count)) + $0 })
      .joined(separator: " ")
  }
}
