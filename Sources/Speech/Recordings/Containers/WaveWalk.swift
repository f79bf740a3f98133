import Files

/// A way through the chunks of a wav file.
struct WaveWalk {
  let isBigEndian: Bool
  private(set) var format: Range<Int>?
  private(set) var fact: Range<Int>?
  private(set) var samples: [Range<Int>] = []
  private(set) var assumptions: [String] = []
  private(set) var isMended = false
  /// Whether a chunk of samples says that there are none, and what follows bears it out.
  private(set) var isEmpty = false

  private let file: InputFile
  private var offset: Int
  /// The size of the samples in the chunk `ds64`.
  private var longSize: Int?
  /// Whether all that lies behind an empty chunk of samples is chunks.
  private var isOrderly = false

  /// - Returns: nil where this is no wav file.
  init?(of file: InputFile) throws(FileError) {
    let start = try file.endOfID3()
    let tag = try file.tag(at: start)
    guard let tag, Self.files.contains(tag),
      try file.tag(at: start + 8) == "WAVE"
    else { return nil }
    self.file = file
    isBigEndian = tag == "RIFX"
    // libsndfile knows no BW64, which is RF64 by another name.
    isMended = tag == "BW64"
    offset = start + 12
  }

  /// The chunk at an offset; nil where none begins there.
  private func chunk(at offset: Int) throws(FileError) -> (tag: String, size: Int)? {
    guard offset + 8 <= file.size, let tag = try file.tag(at: offset), tag.isPrintable else {
      return nil
    }
    let size = try file.number(UInt32.self, at: offset + 4, bigEndian: isBigEndian)
    return (tag, Int(size))
  }

  /// Walks from chunk to chunk to the end of the file, or to where none begins.
  mutating func walk() throws(FileError) {
    while let (tag, size) = try chunk(at: offset), !(Self.files.contains(tag) && !samples.isEmpty) {
      let content = offset + 8
      let end = content + size
      if tag == "data" {
        guard try take(size, at: content) else { return }
        continue
      }
      if end > file.size { break }
      switch tag {
      case "fmt " where size >= 16: format = format ?? content..<end
      case "fact" where size >= 4: try takeFact(content..<end)
      case "ds64" where size >= 16:
        longSize = Int(
          clamping: try file.number(UInt64.self, at: content + 8, bigEndian: isBigEndian))
      default: break
      }
      offset = try endOfChunk(end)
    }
    if !samples.isEmpty { try lookBehind() }
  }

  /// Where the chunk after one that ends at `end` begins: behind a byte of padding where its length is
  /// odd, which some programs forget.
  private mutating func endOfChunk(_ end: Int) throws(FileError) -> Int {
    guard (end - offset) % 2 == 1 else { return end }
    if let tag = try file.tag(at: end), Self.usual.contains(tag),
      try !Self.usual.contains(file.tag(at: end + 1) ?? "")
    {
      // libsndfile finds nothing behind such a chunk.
      if samples.isEmpty { isMended = true }
      return end
    }
    return end + 1
  }

  /// Takes the samples at `content`, or a part of them.
  ///
  /// - Returns: whether chunks may follow.
  private mutating func take(_ claimed: Int, at content: Int) throws(FileError) -> Bool {
    let rest = file.size - content
    var size = claimed
    var isKnown = !Self.isNoSize(claimed) || claimed <= rest
    if size == UInt32.max, let longSize {
      size = longSize
      isKnown = longSize < 1 << 56
    }
    if size == 0 {
      offset = content
      if !isOrderly { isOrderly = try isFollowedByChunks }
      if isOrderly {
        if samples.isEmpty { isEmpty = true }
        return true
      }
    }
    if size == 0 || !isKnown {
      isEmpty = false
      if rest == 0 { return false }
      samples.append(content..<file.size)
      isMended = true
      assumptions.append(.noLength(bytes: rest))
      return false
    }
    if size > rest {
      throw .truncated(file.path, "\(size) bytes of samples and only \(rest) are there")
    }
    isEmpty = false
    samples.append(content..<content + size)
    if samples.count == 2 {
      isMended = true
      assumptions.append("its samples lie in several chunks, which are joined")
    }
    offset = content + size + size % 2
    return true
  }

  /// Whether what lies at the offset to the file's end is chunks, or nothing.
  private var isFollowedByChunks: Bool {
    get throws(FileError) {
      var place = offset
      while place < file.size {
        guard let (_, size) = try chunk(at: place), place + 8 + size <= file.size else {
          return false
        }
        place += 8 + size + size % 2
      }
      return true
    }
  }

  private mutating func takeFact(_ content: Range<Int>) throws(FileError) {
    let frames = try file.number(UInt32.self, at: content.lowerBound, bigEndian: isBigEndian)
    fact = frames == 0 || Self.isNoSize(Int(frames)) ? nil : content
  }

  /// Looks at what lies behind the last chunk: samples that the header does not count are lost.
  private mutating func lookBehind() throws(FileError) {
    let rest = file.size - offset
    guard rest > 8 else { return }
    // A last chunk that is cut off holds no samples.
    if let tag = try chunk(at: offset)?.tag, Self.usual.contains(tag) { return }
    let first = try file.bytes(at: offset, count: min(rest, 1 << 16))
    let tags = ["TAG", "ID3", "APETAGEX", "LYRICS"].map { Array($0.utf8) }
    if tags.contains(where: first.starts) { return }
    // Some programs fill the last block of a disk.
    if rest <= Self.block, first.allSatisfy({ $0 == 0 }) { return }
    assumptions.append(
      "\(rest) bytes lie behind the samples that its header counts, and are not read")
  }

  private static let block = 4096

  /// What wav files begin with.
  private static let files: Set<String> = ["RIFF", "RIFX", "RF64", "BW64"]

  /// Searches format and samples where the chunks did not lead to them.
  mutating func search() throws(FileError) {
    let start = try file.endOfID3() + 12
    if format == nil { format = try searchFormat(from: start) }
    var place = format?.upperBound ?? start
    // A size of 0 may be a stream's, but also zeros behind a word of some text.
    var withoutSize: Int?
    var cutOff: FileError?
    var tries = 0
    while tries < 1_000,
      let found = try file.firstPlace(of: Array("data".utf8), in: place..<file.size),
      found + 8 <= file.size
    {
      place = found + 4
      tries += 1
      let size = Int(
        try file.number(UInt32.self, at: found + 4, bigEndian: isBigEndian))
      if size == 0 {
        withoutSize = withoutSize ?? found
        continue
      }
      do throws(FileError) {
        return try takeFound(at: found, size: size)
      } catch {
        cutOff = cutOff ?? error
      }
    }
    if let withoutSize { return try takeFound(at: withoutSize, size: 0) }
    if let cutOff { throw cutOff }
  }

  private mutating func takeFound(at found: Int, size: Int) throws(FileError) {
    offset = found
    _ = try take(size, at: found + 8)
    guard !samples.isEmpty else { return }
    isMended = true
    assumptions.append(
      "a chunk before its samples has a wrong size, and they were found behind it")
  }

  private func searchFormat(from start: Int) throws(FileError) -> Range<Int>? {
    var place = start
    while let found = try file.firstPlace(of: Array("fmt ".utf8), in: place..<file.size) {
      if let (_, size) = try chunk(at: found), (16...128).contains(size),
        found + 8 + size <= file.size
      {
        return found + 8..<found + 8 + size
      }
      place = found + 4
    }
    return nil
  }

  /// Whether a size is what programs write who do not know it yet: as much as fits 32 or 31 bits, or a
  /// little less, for the header counts too.
  static func isNoSize(_ size: Int) -> Bool {
    size >= 0xFFFF_0000 || (0x7FFF_0000...0x8000_FFFF).contains(size)
  }

  /// The chunks that are met most.
  private static let usual: Set<String> = [
    "fmt ", "fact", "data", "LIST", "bext", "cue ", "smpl", "inst", "id3 ", "ID3 ", "JUNK", "junk",
    "PAD ", "FLLR", "PEAK", "iXML", "ds64", "afsp", "DISP", "cart", "chna", "axml", "umid", "acid",
  ]
}

extension String {
  /// Whether it is of printable ASCII characters alone, as the tags of chunks are.
  fileprivate var isPrintable: Bool {
    unicodeScalars.allSatisfy { (0x20...0x7E).contains($0.value) }
  }
}
