import Files

/// The pages of an Ogg file: a header of 27 bytes, a table of segment lengths, the segments.
struct OggPages {
  /// What is missing at the end, as "… and only a part of it is there"; nil where nothing is.
  private(set) var lack: String?
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
      let isFirst = try file.bytes(at: offset + 5, count: 1)[0] & 2 != 0
      if isFirst && !isAmongFirst { streams += 1 }
      isAmongFirst = isFirst
      offset = end
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
