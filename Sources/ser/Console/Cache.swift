import Files
import Foundation
import Kernels
import OpenCL

/// What is kept between runs: compiled kernels, and the plans that `ser bench --tune` found.
enum Cache {
  static var folder: String {
    let environment = ProcessInfo.processInfo.environment
    let base =
      environment["XDG_CACHE_HOME"] ?? "\(environment["HOME"] ?? NSTemporaryDirectory())/.cache"
    return "\(base)/ser"
  }

  /// A device with both.
  ///
  /// - Parameter plan: the device's own, with what tuning found, where nil.
  /// - Throws: `OpenCLError.call` where the device cannot be opened.
  static func kernels(on device: Device, plan: DevicePlan? = nil) throws(OpenCLError) -> Kernels {
    Kernels(try Queue(device, cacheFolder: folder), plan: plan ?? self.plan(for: device))
  }

  /// A device's plan with what tuning found. A table that cannot be used is as good as none, but
  /// said.
  static func plan(for device: Device) -> DevicePlan {
    do throws(FileError) {
      return DevicePlan(device.facts, tuned: try TuningFile(of: device.facts, in: folder).read())
    } catch {
      let line = "warning: \(error) It is not used; `ser bench --tune` writes a new one.\n"
      FileHandle.standardError.write(Data(line.utf8))
      return DevicePlan(device.facts)
    }
  }
}
