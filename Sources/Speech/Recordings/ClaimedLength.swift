import Files

/// Compares the length that a sound file's own structure claims with the length of the file.
///
/// libsndfile mends such files silently, so that half a recording would pass for a whole one.
enum ClaimedLength {
  /// What is missing at the end, as "… bytes of samples and only … are there"; nil where all that is
  /// claimed is there, or the format has no such claim (then the decoder tells).
  ///
  /// - Throws: as `InputFile.read(into:at:)`.
  static func lack(in file: InputFile) throws(FileError) -> String? {
    switch (try text(in: file, at: 0), try text(in: file, at: 8)) {
    case ("RIFF", "WAVE"), ("RF64", "WAVE"):
      try lackInChunks(of: file, named: "data", bigEndian: false)
    case ("RIFX", "WAVE"): try lackInChunks(of: file, named: "data", bigEndian: true)
    case ("FORM", "AIFF"), ("FORM", "AIFC"):
      try lackInChunks(of: file, named: "SSND", bigEndian: true)
    case ("OggS", _): try lackInPages(of: file)
    default: nil
    }
  }

  /// Walks the chunks of wav and aiff (tag, 32-bit size, content, padded to an even length) to the
  /// one that holds the samples. RF64 keeps that size, of 64 bits, in its chunk `ds64`.
  ///
  /// - Throws: as `InputFile.read(into:at:)`.
  private static func lackInChunks(
    of file: InputFile, named samples: String, bigEndian: Bool
  ) throws(FileError) -> String? {
    var longSize: Int?
    var offset = 12
    while let tag = try text(in: file, at: offset), offset + 8 <= file.size {
      var size = Int(try number(UInt32.self, in: file, at: offset + 4, bigEndian: bigEndian))
      let content = offset + 8
      if tag == "ds64", size >= 16, content + 16 <= file.size {
        longSize = Int(
          clamping: try number(UInt64.self, in: file, at: content + 8, bigEndian: bigEndian))
      }
      if tag == samples {
        if size == UInt32.max, let longSize { size = longSize }
        let found = file.size - content
        return size > found ? "\(size) bytes of samples and only \(found) are there" : nil
      }
      offset = content + size + size % 2
    }
    return nil
  }

  /// Walks the pages of Ogg: a header of 27 bytes, a table of segment lengths, the segments.
  ///
  /// - Throws: as `InputFile.read(into:at:)`.
  private static func lackInPages(of file: InputFile) throws(FileError) -> String? {
    var offset = 0
    while try text(in: file, at: offset) == "OggS" {
      let table = offset + 27
      guard table <= file.size else { return lackOfPage(at: offset) }
      let segments = Int(try file.bytes(at: offset + 26, count: 1)[0])
      guard table + segments <= file.size else { return lackOfPage(at: offset) }
      let lengths = try file.bytes(at: table, count: segments)
      let end = table + segments + lengths.reduce(0) { $0 + Int($1) }
      guard end <= file.size else { return lackOfPage(at: offset) }
      offset = end
    }
    return nil
  }

  private static func lackOfPage(at offset: Int) -> String {
    "a whole page at byte \(offset) and only a part of it is there"
  }

  /// The four letters at an offset; nil at the end of the file.
  ///
  /// - Throws: as `InputFile.read(into:at:)`.
  private static func text(in file: InputFile, at offset: Int) throws(FileError) -> String? {
    guard offset + 4 <= file.size else { return nil }
    return String(decoding: try file.bytes(at: offset, count: 4), as: UTF8.self)
  }

  private static func number<Number: FixedWidthInteger & BitwiseCopyable>(
    _ type: Number.Type, in file: InputFile, at offset: Int, bigEndian: Bool
  ) throws(FileError) -> Number {
    let number = try file.numbers(type, at: offset, count: 1)[0]
    return bigEndian ? Number(bigEndian: number) : Number(littleEndian: number)
  }
}
