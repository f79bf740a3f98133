import Files
import Foundation

/// Compiled programs on disk, a file each, named by all that determines them: source, options,
/// device and driver. A cache that cannot be read or written is as good as none.
struct BinaryCache {
  private let folder: URL
  private let device: String

  init(folder: String, device: DeviceFacts) {
    self.folder = URL(filePath: folder, directoryHint: .isDirectory)
    self.device = [device.platform, device.name, device.version, device.driver].joined(
      separator: "\n")
  }

  func binary(_ text: String, _ options: String) -> [UInt8]? {
    (try? Data(contentsOf: file(text, options))).map { [UInt8]($0) }
  }

  func keep(_ binary: [UInt8], _ text: String, _ options: String) {
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try? AtomicFile.write(Data(binary), to: file(text, options))
  }

  private func file(_ text: String, _ options: String) -> URL {
    let key = ContentHash(of: [device, options, text].joined(separator: "\n\n"))
    return folder.appending(path: "\(key).clbin")
  }
}
