import Files
import Foundation
import Kernels
import OpenCL

/// What decides whether something that was found on a device still holds: its driver, and this version of the
/// program.
struct DeviceKey: Codable, Equatable {
  let device: String
  let platform: String
  let driver: String
  let program: String
  /// What factors may be rounded to; nil where to nothing.
  let precision: Precision?

  init(_ facts: DeviceFacts, at precision: Precision = .float32) {
    (device, platform, driver) = (facts.name, facts.platform, facts.driver)
    program = Ser.version
    self.precision = precision == .float32 ? nil : precision
  }

  /// As in the name of a file.
  fileprivate var mark: Substring {
    let parts = [device, platform, driver, program, precision?.rawValue]
    return ContentHash(of: parts.compactMap(\.self).joined(separator: "\n")).hex.prefix(16)
  }
}

/// What is kept of a device, with its key.
protocol KeptOfDevice: Codable {
  /// As the file's name begins.
  static var subject: String { get }
  var key: DeviceKey { get }
}

/// The file in the cache folder that holds it.
struct DeviceFile<Content: KeptOfDevice> {
  private let folder: PrivateFolder
  private let name: String
  let key: DeviceKey

  init(_ key: DeviceKey, in folder: PrivateFolder) {
    (self.key, self.folder) = (key, folder)
    name = "\(Content.subject)-\(key.mark).json"
  }

  var url: URL { folder.url.appending(path: name) }

  /// nil where this user has kept nothing yet.
  ///
  /// - Throws: `FileError.malformed` where it cannot be read, or is of something else.
  func read() throws(FileError) -> Content? {
    guard let data = folder.contents(of: name) else { return nil }
    let content = try JSONFile.decode(Content.self, from: data, path: url.path)
    guard content.key == key else {
      throw .malformed(
        path: url.path,
        what: """
          it holds \(Content.subject) for \(content.key.device) with driver \(content.key.driver) and \
          version \(content.key.program), not for \(key.device), \(key.driver) and \(key.program)
          """)
    }
    return content
  }

  /// - Throws: `FileError`.
  func write(_ content: Content) throws(FileError) {
    let text = try JSONFile.text(content, path: url.path)
    try folder.write(Data((text + "\n").utf8), to: name)
  }
}
