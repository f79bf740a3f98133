/// The bytes of a file of text, a piece after the other.
struct FilePieces {
  private let file: InputFile
  private var offset = 0
  /// Bytes; the next piece has twice as many, up to the largest.
  private var length = 1 << 16

  private static let largest = 1 << 20

  init(of file: InputFile) { self.file = file }

  /// The next piece; nil at the end.
  ///
  /// - Parameter least: how many bytes it has at least, where there are so many.
  /// - Throws: `FileError.malformed` where it holds what no text does, `.io`.
  mutating func next(_ least: Int = 0) throws(FileError) -> [UInt8]? {
    guard offset < file.size else { return nil }
    let piece = try file.bytes(at: offset, count: min(max(length, least), file.size - offset))
    if offset > 0, let zero = piece.firstIndex(of: 0) {
      throw .malformed(path: file.path, what: ForeignTable.noText(at: offset + zero))
    }
    offset += piece.count
    length = min(2 * length, Self.largest)
    return piece
  }
}
