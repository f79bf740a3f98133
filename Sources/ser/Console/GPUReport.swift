import Foundation
import KernelCases
import Kernels
import OpenCL

/// All that a device's owner can send of it: whether it computes rightly, and how fast.
struct GPUReport: Encodable {
  /// The cases of `ser check` in one family of kernels.
  struct Agreement: Encodable {
    let family: DevicePlan.Family
    private(set) var cases = 0
    private(set) var disagreeing: [KernelCheck] = []

    init(_ family: DevicePlan.Family) { self.family = family }

    mutating func add(_ check: KernelCheck) {
      cases += 1
      if !check.agrees { disagreeing.append(check) }
    }

    var line: String {
      cases == 0
        ? "\(family.rawValue): no case was asked for"
        : disagreeing.isEmpty
          ? "\(family.rawValue): all \(counted(cases, "case")) agree"
          : "\(family.rawValue): \(disagreeing.count) of \(counted(cases, "case")) disagree, such as "
            + "\(disagreeing[0].operation), \(disagreeing[0].name)"
    }
  }

  /// The models at one precision.
  struct Speed: Encodable {
    let precision: Precision
    var bench: BenchReport
    /// By the names of the models.
    var profiles: [String: StepProfile] = [:]
    var torch: Torch?
  }

  /// The same steps in PyTorch.
  struct Torch: Encodable {
    let about: TorchPeer.About
    /// By the names of the models.
    var medianS: [String: Double] = [:]

    enum CodingKeys: String, CodingKey {
      case about
      case medianS = "median_s"
    }

    /// How it stands below our own line.
    static func line(_ peer: Double, ours: Double) -> String {
      String(format: "  PyTorch %.3f ms, %.2f times ours", 1e3 * peer, peer / ours)
    }
  }

  let version = Ser.version
  let device: DeviceFacts
  var agreement: [Agreement] = []
  var speed: [Speed] = []

  init(_ device: Device) { self.device = device.facts }
}
