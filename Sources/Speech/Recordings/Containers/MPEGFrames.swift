import Files

/// The frames of MPEG audio (mp3) in a file or a part of it: how many are there, and how many there
/// should be.
///
/// The decoder takes what it gets and says nothing of the rest, so that half a recording would pass for
/// a whole one.
struct MPEGFrames {
  /// Whole frames, without one that only tells how many follow.
  private(set) var count = 0
  /// How many there are by the header that some programs write first (Xing, Info, VBRI).
  private(set) var claimed: Int?
  /// Where a frame begins of which only a part is there.
  private(set) var cut: Int?
  /// How often bytes that are no frame, and no tag, stand where one should begin: what sound was there
  /// is lost.
  private(set) var damaged = 0
  /// Samples a channel in a frame.
  private(set) var samplesPerFrame = 1_152
  /// Where the frames lie that hold sound.
  private var range: Range<Int>
  /// The first four bytes of the first.
  private var header: [UInt8] = []

  /// Samples a channel in all frames.
  var samples: Int { count * samplesPerFrame }

  /// What is missing at the end, as "… and only … are there"; nil where nothing is.
  var lack: String? {
    if let cut { return "a whole frame at byte \(cut) and only a part of it is there" }
    // Some programs count the first frame, which holds no sound.
    guard let claimed, claimed > count + 1 else { return nil }
    return "\(claimed) frames and only \(count) are there"
  }

  /// Samples that a decoder may leave out, since they are not of the recording: what fills the first
  /// and the last frames, where the first tells how much.
  var paddingAtMost: Int { claimed == nil ? 0 : 4 * samplesPerFrame }

  /// Walks the frames.
  ///
  /// - Returns: nil where no frame is found.
  /// - Throws: as `InputFile.read(into:at:)`.
  init?(of file: InputFile, in range: Range<Int>) throws(FileError) {
    self.range = range
    var offset = range.lowerBound
    var isFirst = true
    while offset < range.upperBound {
      guard
        let frame = try MPEGHeader(
          of: file, at: offset, end: range.upperBound, isSure: !isFirst)
      else {
        let next = try Self.next(of: file, from: offset, end: range.upperBound)
        let isOther = try Self.isTagOrPadding(file, at: offset, isLast: next == nil)
        if !isFirst, !isOther { damaged += 1 }
        guard let next else { break }
        offset = next
        continue
      }
      if offset + frame.length > range.upperBound {
        cut = offset
        break
      }
      if isFirst {
        samplesPerFrame = frame.samples
        claimed = try frame.claimedFrames(of: file, at: offset)
        header = try file.bytes(at: offset, count: 4)
        self.range = (claimed == nil ? offset : offset + frame.length)..<range.upperBound
      }
      if !isFirst || claimed == nil { count += 1 }
      isFirst = false
      offset += frame.length
    }
    if isFirst { return nil }
  }

  /// The frames behind one that tells how many they are.
  ///
  /// Where the bit rate changes and nothing tells how many frames there are, or a part of them, libsndfile
  /// estimates, and stops there.
  var counted: [SoundPieces.Piece] {
    let rate: UInt8 = 5
    let first: [UInt8] = [0xFF, header[1] | 1, rate << 4 | header[2] & 0x0C, header[3]]
    guard let frame = MPEGHeader(first) else { return [.part(range)] }
    let head =
      first + Array(repeating: 0, count: frame.xing - first.count) + Array("Xing".utf8)
      + withUnsafeBytes(of: UInt32(1).bigEndian, Array.init)
      + withUnsafeBytes(of: UInt32(clamping: count).bigEndian, Array.init)
    return [
      .bytes(head + Array(repeating: 0, count: max(0, frame.length - head.count))), .part(range),
    ]
  }

  /// Whether a tag of one of the usual kinds begins there, or, behind all frames, nothing but zeros do.
  private static func isTagOrPadding(
    _ file: InputFile, at offset: Int, isLast: Bool
  ) throws(FileError) -> Bool {
    guard let word = try file.tag(at: offset) else { return true }
    let isTag = ["ID3", "TAG", "APET", "LYRI"].contains { word.hasPrefix($0) }
    return isTag || isLast && word == "\0\0\0\0"
  }

  /// Where frames go on behind what is none: a tag, or bytes of any kind.
  private static func next(
    of file: InputFile, from offset: Int, end: Int
  ) throws(FileError) -> Int? {
    let behind = try file.endOfID3(at: offset)
    if behind > offset { return behind }
    var place = offset + 1
    while place + 4 <= end {
      let bytes = try file.bytes(at: place, count: min(1 << 16, end - place))
      for start in bytes.indices.dropLast(3)
      where bytes[start] == 0xFF && MPEGHeader(Array(bytes[start..<start + 4])) != nil {
        let frame = try MPEGHeader(of: file, at: place + start, end: end, isSure: false)
        if frame != nil { return place + start }
      }
      place += bytes.count - 3
    }
    return nil
  }
}

/// The four bytes with which a frame begins.
private struct MPEGHeader {
  /// Bytes, with these four.
  let length: Int
  /// Samples a channel.
  let samples: Int
  /// Where a header of Xing may lie, from the start of the frame.
  let xing: Int

  /// - Parameter isSure: whether a frame may be taken for one that no other follows; bytes that look
  ///   like a header by chance have none behind them.
  /// - Returns: nil where no frame begins.
  init?(of file: InputFile, at offset: Int, end: Int, isSure: Bool) throws(FileError) {
    guard offset + 4 <= end else { return nil }
    self.init(try file.bytes(at: offset, count: 4))
    if !isSure {
      let isFollowed = try isFollowed(in: file, at: offset, end: end)
      if !isFollowed { return nil }
    }
  }

  /// - Returns: nil where the four bytes are none with which a frame begins.
  init?(_ bytes: [UInt8]) {
    let version = Int(bytes[1] >> 3 & 3)
    let layer = 4 - Int(bytes[1] >> 1 & 3)
    let (rate, speed) = (Int(bytes[2] >> 4), Int(bytes[2] >> 2 & 3))
    guard bytes[0] == 0xFF, bytes[1] & 0xE0 == 0xE0, version != 1, layer < 4,
      (1...14).contains(rate), speed < 3
    else { return nil }
    let isFull = version == 3
    let kilobits = Self.kilobits[isFull ? layer - 1 : layer == 1 ? 3 : 4][rate]
    let hertz = [44_100, 48_000, 32_000][speed] / (isFull ? 1 : version == 2 ? 2 : 4)
    let padding = Int(bytes[2] >> 1 & 1)
    samples = layer == 1 ? 384 : layer == 2 || isFull ? 1_152 : 576
    length =
      layer == 1
      ? (12_000 * kilobits / hertz + padding) * 4
      : samples / 8 * 1_000 * kilobits / hertz + padding
    let isMono = bytes[3] >> 6 == 3
    xing = 4 + (isFull ? (isMono ? 17 : 32) : (isMono ? 9 : 17))
  }

  /// Whether another frame follows, or the end.
  private func isFollowed(in file: InputFile, at offset: Int, end: Int) throws(FileError) -> Bool {
    let next = offset + length
    if next >= end { return next == end }
    if try file.tag(at: next)?.hasPrefix("TAG") == true { return true }
    return try MPEGHeader(of: file, at: next, end: end, isSure: true) != nil
  }

  /// How many frames follow this one, which says so; nil for an ordinary one.
  func claimedFrames(of file: InputFile, at offset: Int) throws(FileError) -> Int? {
    func number(_ place: Int) throws(FileError) -> Int {
      Int(try file.number(UInt32.self, at: offset + place, bigEndian: true))
    }
    if let tag = try file.tag(at: offset + xing), ["Xing", "Info"].contains(tag),
      length >= xing + 12
    {
      let isCounted = try number(xing + 4) & 1 == 1
      return isCounted ? try number(xing + 8) : 0
    }
    if try file.tag(at: offset + 36) == "VBRI", length >= 36 + 18 { return try number(36 + 14) }
    return nil
  }

  /// Thousands of bits a second by their number in the header: MPEG 1 layers I to III, then MPEG 2 layer
  /// I and layers II and III.
  private static let kilobits = [
    [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
    [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
    [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
    [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
    [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
  ]
}
