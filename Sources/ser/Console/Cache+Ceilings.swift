import Files
import KernelCases
import Kernels
import OpenCL

/// A device's ceilings, kept since they are measured first.
extension Cache {
  private struct Content: KeptOfDevice {
    static let subject = "ceilings"
    let key: DeviceKey
    let ceilings: Ceilings
  }

  /// What is kept of a device; measured where nothing is that can be read.
  ///
  /// - Throws: `OpenCLError` where the device fails.
  func ceilings(of device: Device) throws -> Ceilings {
    if let kept = try? file(of: device)?.read() { return kept.ceilings }
    return try measuredCeilings(of: device)
  }

  /// Measures them, and keeps them.
  ///
  /// - Throws: `OpenCLError` where the device fails.
  func measuredCeilings(of device: Device) throws -> Ceilings {
    let ceilings = try Ceilings(of: Kernels(try Queue(device)))
    if let file = file(of: device) {
      do { try file.write(Content(key: file.key, ceilings: ceilings)) } catch {
        warn("\(error) The ceilings of \(device.name) are not kept.")
      }
    }
    return ceilings
  }

  /// nil where nothing is kept.
  private func file(of device: Device) -> DeviceFile<Content>? {
    (try? folder.get()).map { DeviceFile(DeviceKey(device.facts), in: $0) }
  }
}
