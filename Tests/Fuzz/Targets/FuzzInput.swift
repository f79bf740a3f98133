import Foundation

/// The bytes of one input, and a folder for readers that want files; it is removed with the value.
final class FuzzInput {
  let bytes: [UInt8]
  let folder: URL

  init(_ bytes: [UInt8]) throws {
    self.bytes = bytes
    folder = FileManager.default.temporaryDirectory.appending(
      path: "ser-fuzz-\(UUID())", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func callAsFunction(_ name: String) -> URL { folder.appending(path: name) }

  /// The lines of the text.
  var lines: [String] { Self.lines(of: bytes[...]) }

  /// A file of all bytes.
  func file(_ name: String) throws -> URL {
    try Data(bytes).write(to: self(name))
    return self(name)
  }
}

// MARK: - Parts

extension FuzzInput {
  /// A part of an input of several, which begins below a line `=== name`: so a seed of several files
  /// is one that a person can read.
  struct Part {
    let name: String
    let content: ArraySlice<UInt8>

    var lines: [String] { FuzzInput.lines(of: content) }
  }

  var parts: [Part] {
    var parts: [Part] = []
    var rest = bytes[...]
    while let start = rest.firstRange(of: Self.mark)?.upperBound {
      let name = rest[start...].prefix { $0 != UInt8(ascii: "\n") }
      let content = rest[name.endIndex...].dropFirst()
      let end =
        content.firstRange(of: [UInt8(ascii: "\n")] + Self.mark)?.lowerBound ?? content.endIndex
      parts.append(Part(name: String(decoding: name, as: UTF8.self), content: content[..<end]))
      rest = content[end...]
    }
    return parts
  }

  /// Writes a file a part.
  ///
  /// - Returns: the folder.
  func files() throws -> URL {
    for part in parts {
      // No name leads out of the folder.
      let names = part.name.split(separator: "/")
      guard names.count < 6, part.name.utf8.count < 120,
        part.name.wholeMatch(of: /[A-Za-z0-9_.\/-]+/) != nil, !names.contains("..")
      else { continue }
      let file = self(names.joined(separator: "/"))
      // What an earlier part has made a file, or a folder, stays one.
      try? FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try? Data(part.content).write(to: file)
    }
    return folder
  }

  private static let mark = Array("=== ".utf8)

  private static func lines(of bytes: ArraySlice<UInt8>) -> [String] {
    bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
  }
}
