import Files

/// The pages of an Ogg file: a header of 27 bytes, a table of segment lengths, the segments.
struct OggPages {
  /// What is missing at the end, as "… and only a part of it is there"; nil where nothing is.
  private(set) var lack: String?
  /// Pages that are not as they were written, which decoders pass over.
  private(set) var damaged = 0
  /// Streams one after the other, as in files that were put together; those that play at once are one.
  private(set) var streams = 0

  /// - Returns: nil where this is no Ogg file.
  /// - Throws: as `InputFile.read(into:at:)`.
  init?(of file: InputFile) throws(FileError) {
    var offset = try file.endOfID3()
    guard try file.tag(at: offset) == "OggS" else { return nil }
    var isAmongFirst = false
    while try file.tag(at: offset) == "OggS" {
      guard let end = try Self.endOfPage(of: file, at: offset) else {
        lack = "a whole page at byte \(offset) and only a part of it is there"
        return
      }
      if !Self.isWhole(try file.bytes(at: offset, count: end - offset)) { damaged += 1 }
      let isFirst = try file.bytes(at: offset + 5, count: 1)[0] & 2 != 0
      if isFirst && !isAmongFirst { streams += 1 }
      isAmongFirst = isFirst
      offset = end
    }
  }

  /// Whether a page has the checksum that it says: a CRC of 32 bits by the polynomial 0x04C11DB7, of the
  /// page with zeros in the checksum's place (RFC 3533, section 6).
  private static func isWhole(_ page: [UInt8]) -> Bool {
    var sum: UInt32 = 0
    var said: UInt32 = 0
    for (place, byte) in page.enumerated() {
      let isOfSum = 22..<26 ~= place
      if isOfSum { said |= UInt32(byte) << (8 * (place - 22)) }
      sum = sum << 8 ^ remainders[Int(sum >> 24) ^ (isOfSum ? 0 : Int(byte))]
    }
    return sum == said
  }

  /// Of each byte behind which zeros stand.
  private static let remainders: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte) << 24) { rest, _ in
      rest & 0x8000_0000 == 0 ? rest << 1 : rest << 1 ^ 0x04C1_1DB7
    }
  }

  /// nil where the file ends before.
  private static func endOfPage(of file: InputFile, at offset: Int) throws(FileError) -> Int? {
    let table = offset + 27
    guard table <= file.size else { return nil }
    let segments = Int(try file.bytes(at: offset + 26, count: 1)[0])
    guard table + segments <= file.size else { return nil }
    let lengths = try file.bytes(at: table, count: segments)
    let end = table + segments + lengths.reduce(0) { $0 + Int($1) }
    return end <= file.size ? end : nil
  }
}
