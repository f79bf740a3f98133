public import Files
public import Foundation

/// The facts of a device, by themselves or in a list, as `ser devices --json` writes.
public struct FactsFile {
  public let facts: DeviceFacts

  /// - Parameter wish: which device of a list is meant, by its number there or a part of its name.
  /// - Throws: `FileError.missing`, `.io`, or `.malformed` where it does not hold those of such a device, or of
  ///   several where none is meant.
  public init(_ url: URL, _ wish: String? = nil) throws(FileError) {
    let list = try JSONFile.read(List.self, from: url).facts
    guard let place = wish.map({ list.place(of: $0) }) ?? (list.count == 1 ? 0 : nil) else {
      let choice = list.numbered.joined(separator: ", ")
      let what =
        list.isEmpty ? "it lists no device" : "choose one of its devices by --device: \(choice)"
      throw .malformed(path: url.path, what: what)
    }
    facts = list[place]
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
