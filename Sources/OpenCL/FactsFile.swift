public import Files
public import Foundation

/// The facts of one device, by themselves or as the one entry of a list, as `ser devices --json` writes.
public struct FactsFile {
  public let facts: DeviceFacts

  /// - Throws: `FileError.missing`, `.io`, or `.malformed` where it does not hold those of one device.
  public init(_ url: URL) throws(FileError) {
    let list = try JSONFile.read(List.self, from: url).facts
    guard let facts = list.first, list.count == 1 else {
      throw .malformed(
        path: url.path, what: "it lists \(list.count) devices where one is expected")
    }
    self.facts = facts
  }

  private struct List: Decodable {
    let facts: [DeviceFacts]

    init(from decoder: any Decoder) throws {
      guard var list = try? decoder.unkeyedContainer() else {
        facts = [try DeviceFacts(from: decoder)]
        return
      }
      var facts: [DeviceFacts] = []
      while !list.isAtEnd { facts.append(try list.decode(DeviceFacts.self)) }
      self.facts = facts
    }
  }
}
