import Files

extension InputFile {
  /// The four letters at an offset; nil at the end of the file.
  ///
  /// - Throws: as `read(into:at:)`.
  func tag(at offset: Int) throws(FileError) -> String? {
    guard offset >= 0, offset + 4 <= size else { return nil }
    // Latin-1: a letter a byte, whatever the bytes are.
    return String(
      String.UnicodeScalarView(try bytes(at: offset, count: 4).map { Unicode.Scalar($0) }))
  }

  /// The whole number at an offset.
  ///
  /// - Throws: as `read(into:at:)`.
  func number<Number: FixedWidthInteger & BitwiseCopyable>(
    _ type: Number.Type, at offset: Int, bigEndian: Bool
  ) throws(FileError) -> Number {
    let number = try numbers(type, at: offset, count: 1)[0]
    return bigEndian ? Number(bigEndian: number) : Number(littleEndian: number)
  }

  /// Where the file begins behind an ID3v2 tag, which other programs put before any kind of sound.
  ///
  /// - Throws: as `read(into:at:)`.
  func endOfID3(at offset: Int = 0) throws(FileError) -> Int {
    guard offset + 10 <= size, try tag(at: offset)?.hasPrefix("ID3") == true else {
      return offset
    }
    let head = try bytes(at: offset, count: 10)
    guard head[6...9].allSatisfy({ $0 < 0x80 }) else { return offset }
    // Seven bits a byte; a footer is as long as the header.
    let length = head[6...9].reduce(0) { $0 << 7 | Int($1) }
    let end = offset + 10 + length + (head[5] & 0x10 == 0 ? 0 : 10)
    return end <= size ? end : offset
  }

  /// Where a pattern first stands in a range; nil where nowhere.
  ///
  /// - Throws: as `read(into:at:)`.
  func firstPlace(of pattern: [UInt8], in range: Range<Int>) throws(FileError) -> Int? {
    let block = 1 << 16
    var start = range.lowerBound
    while start + pattern.count <= range.upperBound {
      let bytes = try bytes(at: start, count: min(block, range.upperBound - start))
      let places = bytes.indices.dropLast(pattern.count - 1)
      if let place = places.first(where: { place in
        bytes[place] == pattern[0]
          && bytes[place..<place + pattern.count].elementsEqual(pattern)
      }) {
        return start + place
      }
      start += bytes.count - pattern.count + 1
    }
    return nil
  }
}
