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
  }

  let url: URL
  private let key: Key

  init(of device: DeviceFacts, in folder: String) {
    key = Key(
      device: device.name, platform: device.platform, driver: device.driver,
      program: Ser.version)
    let hash = ContentHash(
      of: [key.device, key.platform, key.driver, key.program].joined(separator: "\n"))
    url = URL(filePath: folder, directoryHint: .isDirectory)
      .appending(path: "plans-\(hash.hex.prefix(16)).json")
  }

  /// The plans; none where nothing was tuned yet.
  ///
  /// - Throws: `FileError`, `.malformed` also where the plans are for something else.
  func read() throws(FileError) -> TunedPlans {
    guard FileManager.default.fileExists(atPath: url.path) else { return TunedPlans() }
    let content = try JSONFile.read(Content.self, from: url)
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
    try Folder.create(url.deletingLastPathComponent())
    try JSONFile.write(Content(key: key, plans: plans), to: url)
  }
}
