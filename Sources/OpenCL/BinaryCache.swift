import Files
import Foundation

/// Compiled programs on disk, a file each, named by all that determines them: source, options,
/// device and driver, and beginning with the hash of the rest: drivers may crash on a damaged binary.
/// A cache that cannot be read or written is as good as none.
struct BinaryCache {
  private let folder: URL
  private let device: String

  init(folder: String, device: DeviceFacts) {
    self.folder = URL(filePath: folder, directoryHint: .isDirectory)
    self.device = [device.platform, device.name, device.version, device.driver].joined(
      separator: "\n")
  }

  func binary(_ text: String, _ options: String) -> [UInt8]? {
    guard let content = try? Data(contentsOf: file(text, options)) else { return nil }
    let (mark, binary) = (content.prefix(Self.markLength), content.dropFirst(Self.markLength))
    return mark.elementsEqual(Self.mark(of: binary)) ? [UInt8](binary) : nil
  }

  func keep(_ binary: [UInt8], _ text: String, _ options: String) {
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try? AtomicFile.write(Self.mark(of: binary) + binary, to: file(text, options))
  }

  private static let markLength = 64

  private static func mark(of binary: some DataProtocol) -> Data {
    Data(ContentHash(of: binary).hex.utf8)
  }

  private func file(_ text: String, _ options: String) -> URL {
    let key = ContentHash(of: [device, options, text].joined(separator: "\n\n"))
    return folder.appending(path: "\(key).clbin")
  }
}
