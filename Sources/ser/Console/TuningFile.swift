import Files
import Foundation
import Kernels
import OpenCL

/// The file of the plans that tuning found for a device, its driver and this version of the
/// program: for others they may be slow.
struct TuningFile {
  private struct Content: Codable {
    let key: Key
    let plans: TunedPlans
  }

  private struct Key: Codable, Equatable {
    let device: String
    let platform: String
    let driver: String
    let program: String
    /// What factors may be rounded to; nil where to nothing.
    let precision: Precision?
  }

  private let folder: PrivateFolder
  private let name: String
  private let key: Key

  var url: URL { folder.url.appending(path: name) }

  init(of device: DeviceFacts, at precision: Precision, in folder: PrivateFolder) {
    self.folder = folder
    key = Key(
      device: device.name, platform: device.platform, driver: device.driver,
      program: Ser.version, precision: precision == .float32 ? nil : precision)
    let parts = [key.device, key.platform, key.driver, key.program, key.precision?.rawValue]
    let hash = ContentHash(of: parts.compactMap(\.self).joined(separator: "\n"))
    name = "plans-\(hash.hex.prefix(16)).json"
  }

  /// The plans; none where this user has tuned nothing yet.
  ///
  /// - Throws: `FileError.malformed` where they cannot be read, or are for something else.
  func read() throws(FileError) -> TunedPlans {
    guard let data = folder.contents(of: name) else { return TunedPlans() }
    let content = try JSONFile.decode(Content.self, from: data, path: url.path)
    guard content.key == key else {
      throw .malformed(
        path: url.path,
        what: """
          it holds plans for \(content.key.device) with driver \(content.key.driver) and version \
          \(content.key.program), not for \(key.device), \(key.driver) and \(key.program)
          """)
    }
    return content.plans
  }

  /// - Throws: `FileError`.
  func write(_ plans: TunedPlans) throws(FileError) {
    let text = try JSONFile.text(Content(key: key, plans: plans), path: url.path)
    try folder.write(Data((text + "\n").utf8), to: name)
  }
}
