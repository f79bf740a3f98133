public import Files
import Foundation
import Synchronization

/// Compiled programs on disk, a file each, named by all that determines them: source, options,
/// device and driver, and beginning with the hash of the rest: drivers may crash on a damaged binary.
///
/// What cannot be read, or is of another origin, is as good as not there. A folder that cannot be
/// written is left alone from the first failure on.
public final class BinaryCache: Sendable {
  private let folder: PrivateFolder
  private let complain: @Sendable (FileError) -> Void
  private let hasFailed = Atomic<Bool>(false)

  /// - Parameter complain: gets the first failure to write.
  public init(_ folder: PrivateFolder, complain: @escaping @Sendable (FileError) -> Void = { _ in })
  {
    self.folder = folder
    self.complain = complain
  }

  func binary(_ text: String, _ options: String, for device: DeviceFacts) -> [UInt8]? {
    guard let content = folder.contents(of: name(text, options, device)) else { return nil }
    let (mark, binary) = (content.prefix(Self.markLength), content.dropFirst(Self.markLength))
    return mark.elementsEqual(Self.mark(of: binary)) ? [UInt8](binary) : nil
  }

  func keep(_ binary: [UInt8], _ text: String, _ options: String, for device: DeviceFacts) {
    if hasFailed.load(ordering: .relaxed) { return }
    do throws(FileError) {
      try folder.write(Self.mark(of: binary) + binary, to: name(text, options, device))
    } catch {
      if !hasFailed.exchange(true, ordering: .relaxed) { complain(error) }
    }
  }

  private static let markLength = 64

  private static func mark(of binary: some DataProtocol) -> Data {
    Data(ContentHash(of: binary).hex.utf8)
  }

  private func name(_ text: String, _ options: String, _ device: DeviceFacts) -> String {
    let facts = [device.platform, device.name, device.version, device.driver]
    let key = [facts.joined(separator: "\n"), options, text].joined(separator: "\n\n")
    return "\(ContentHash(of: key)).clbin"
  }
}
