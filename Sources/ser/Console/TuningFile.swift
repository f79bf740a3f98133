import Files
import Foundation
import Kernels
import OpenCL

/// The file of the plans that tuning found for a device, its driver and this version of the
/// program: for others they may be slow.
struct TuningFile {
  private struct Content: KeptOfDevice {
    static let subject = "plans"
    let key: DeviceKey
    let plans: TunedPlans
  }

  private let file: DeviceFile<Content>

  var url: URL { file.url }

  init(of device: DeviceFacts, at precision: Precision, in folder: PrivateFolder) {
    file = DeviceFile(DeviceKey(device, at: precision), in: folder)
  }

  /// The plans; none where this user has tuned nothing yet.
  ///
  /// - Throws: `FileError.malformed` where they cannot be read, or are for something else.
  func read() throws(FileError) -> TunedPlans {
    try file.read()?.plans ?? TunedPlans()
  }

  /// - Throws: `FileError`.
  func write(_ plans: TunedPlans) throws(FileError) {
    try file.write(Content(key: file.key, plans: plans))
  }
}
