public import Foundation

/// The checksum of a file in one beside it, `F.sha256`, as `sha256sum` writes and checks it.
public struct FileChecksum: Sendable {
  private let file: URL
  private let url: URL

  public init(of file: URL) {
    self.file = file
    url = file.appendingPathExtension("sha256")
  }

  /// Writes the checksum of a file with such a text.
  ///
  /// - Throws: `FileError.cannotCreate`, `.diskFull` or `.io`.
  public func write(for text: String) throws(FileError) {
    try AtomicFile.write("\(ContentHash(of: text))  \(file.lastPathComponent)\n", to: url)
  }

  /// Whether the file is as it was written; so is one that has no checksum, as an older one.
  ///
  /// - Throws: `FileError`.
  public var fits: Bool {
    get throws(FileError) {
      let line: [UInt8]
      do throws(FileError) {
        line = try InputFile.contents(of: url)
      } catch .missing {
        return true
      }
      return try ContentHash(contentsOf: file).hex.utf8.elementsEqual(line.prefix(64))
    }
  }
}
