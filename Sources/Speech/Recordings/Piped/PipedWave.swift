import Files

/// Samples that come through a pipe as a wav file or raw.
final class PipedWave {
  /// How a sample is written, little-endian.
  enum Coding: Sendable {
    case int16, float32

    var bytes: Int { self == .int16 ? 2 : 4 }
  }

  /// Samples a second, in Hz.
  let sampleRate: Int
  let channels: Int
  /// How many bytes of samples the header claims and have not come; nil where it does not say.
  private(set) var missing: Int?
  /// Whether it has no header.
  let isRaw: Bool
  private let coding: Coding
  private let bytes: PipedBytes
  /// What came of a frame that is not whole yet, or may be the beginning of another wav's header.
  private var begun: [UInt8]
  private let isPadded: Bool
  private var isOver = false
  /// Whether another header has come where samples of no known number were expected.
  private var isCutByAnother = false

  /// How files begin that nobody means for raw samples.
  private static let knownKinds: [(name: String, offset: Int, mark: [UInt8])] = [
    ("FLAC", 0, Array("fLaC".utf8)), ("Ogg", 0, Array("OggS".utf8)),
    ("MP3", 0, Array("ID3".utf8)), ("Matroska or WebM", 0, [0x1A, 0x45, 0xDF, 0xA3]),
    ("MPEG-4", 4, Array("ftyp".utf8)), ("a wav of another form", 0, Array("RF64".utf8)),
    ("a wav of another form", 0, Array("RIFX".utf8)), ("AIFF", 0, Array("FORM".utf8)),
    ("CAF", 0, Array("caff".utf8)), ("AU", 0, Array(".snd".utf8)),
    ("SPHERE", 0, Array("NIST".utf8)), ("AMR", 0, Array("#!AMR".utf8)),
  ]

  private init(
    _ bytes: PipedBytes, begun: [UInt8] = [], _ coding: Coding, sampleRate: Int, channels: Int,
    claimed: Int?, isRaw: Bool = false
  ) {
    self.isRaw = isRaw
    isPadded = (claimed ?? 0) % 2 == 1
    self.bytes = bytes
    self.begun = begun
    self.coding = coding
    self.sampleRate = sampleRate
    self.channels = channels
    missing = claimed
  }

  /// Reads the head of a wav, or takes what comes for raw 16-bit samples of one channel where it is none.
  ///
  /// - Parameter rate: that of raw samples, in Hz; nil where a wav is expected.
  /// - Throws: `FileError.malformed` where nothing comes, or a wav of another kind than PCM of 16 bits or
  ///   floating point of 32; `.io`.
  convenience init(_ bytes: PipedBytes, rawRate rate: Int? = nil) throws(FileError) {
    let start = try bytes.exactly(12)
    if start.isEmpty { throw .malformed(path: bytes.name, what: "no sound has come") }
    guard start.starts(with: "RIFF".utf8), start.dropFirst(8).elementsEqual("WAVE".utf8) else {
      guard let rate else {
        throw .malformed(
          path: bytes.name,
          what:
            "this is no wav; send one, or raw 16-bit samples of one channel with their rate, such "
            + "as --rate 16000")
      }
      let kind = Self.knownKinds.first { start.dropFirst($0.offset).starts(with: $0.mark) }
      if let kind {
        throw .malformed(
          path: bytes.name,
          what: "this is \(kind.name) and no raw samples; send it through ffmpeg -i - -f wav -")
      }
      self.init(
        bytes, begun: start, .int16, sampleRate: rate, channels: 1, claimed: nil, isRaw: true)
      return
    }
    var format: (coding: Coding, rate: Int, channels: Int)?
    while true {
      let head = try bytes.exactly(8)
      guard head.count == 8 else {
        throw .malformed(path: bytes.name, what: "the wav ends before its samples; send it again")
      }
      let size = head.number(at: 4, bytes: 4)
      if head.starts(with: "data".utf8) {
        guard let format else {
          throw .malformed(
            path: bytes.name, what: "the wav has samples before their format; write it again")
        }
        self.init(
          bytes, format.coding, sampleRate: format.rate, channels: format.channels,
          claimed: WaveWalk.isNoSize(size) || size == 0 ? nil : size)
        return
      }
      guard size < 1 << 20 else {
        throw .malformed(
          path: bytes.name,
          what: "the wav has a chunk of \(size) bytes before its samples; write it again")
      }
      let content = try bytes.exactly(size + size % 2)
      if head.starts(with: "fmt ".utf8) { format = try Self.format(content, of: bytes.name) }
    }
  }

  private static func format(
    _ content: [UInt8], of name: String
  ) throws(FileError) -> (Coding, Int, Int) {
    guard content.count >= 16 else {
      throw .malformed(path: name, what: "the wav's format is cut off; write it again")
    }
    let extensible = 0xFFFE
    var code = content.number(at: 0, bytes: 2)
    if code == extensible, content.count >= 26 { code = content.number(at: 24, bytes: 2) }
    let (channels, rate) = (content.number(at: 2, bytes: 2), content.number(at: 4, bytes: 4))
    let bits = content.number(at: 14, bytes: 2)
    let coding: Coding? =
      switch (code, bits) {
      case (1, 16): .int16
      case (3, 32): .float32
      default: nil
      }
    guard let coding else {
      throw .malformed(
        path: name,
        what:
          "the wav has samples of \(bits) bits (format \(code)) where 16-bit PCM is wanted; give "
          + "arecord -f S16_LE, or ffmpeg -c:a pcm_s16le")
    }
    guard channels > 0, SoundFile.sampleRates.contains(rate) else {
      throw .malformed(
        path: name,
        what: "the wav claims \(channels) channels at \(rate) Hz; write it again")
    }
    return (coding, rate, channels)
  }

  /// The frames that have come, at most so many, channel after channel in each; empty after the last.
  ///
  /// - Throws: `FileError.io`.
  func next(frames: Int) throws(FileError) -> [Float] {
    let frame = coding.bytes * channels
    while !isOver {
      let wanted = min(max(frame, frames * frame - begun.count), missing ?? .max)
      let more = wanted > 0 ? try bytes.next(wanted) : []
      isOver = more.isEmpty
      if let missing { self.missing = missing - more.count }
      begun += more
      var end = begun.count
      if missing == nil, let header = Self.header(in: begun) {
        if header.isWhole {
          (isOver, isCutByAnother) = (true, true)
          begun.removeLast(begun.count - header.start)
        }
        // What may become a header waits for what comes next.
        if !isOver || header.isWhole { end = header.start }
      }
      let whole = end / frame * frame
      if whole == 0 { continue }
      defer { begun.removeFirst(whole) }
      return samples(begun[..<whole])
    }
    return []
  }

  /// Whether another wav follows the last sample. What else may stand there is read past, and what does not
  /// come at once is not waited for.
  ///
  /// - Throws: `FileError.io`.
  func isFollowedByAnother() throws(FileError) -> Bool {
    guard missing == 0 else { return isCutByAnother }
    bytes.deadline = .now + .seconds(1)
    defer { bytes.deadline = nil }
    if isPadded { _ = try bytes.exactly(1) }
    while true {
      let head = try bytes.exactly(8)
      guard head.count == 8 else { return false }
      if head.starts(with: "RIFF".utf8) { return true }
      let size = head.number(at: 4, bytes: 4)
      guard size < 1 << 20 else { return false }
      _ = try bytes.exactly(size + size % 2)
    }
  }

  /// Where a wav's header begins, the size in which may be any, and whether its first words are whole; nil
  /// where none does.
  private static func header(in bytes: [UInt8]) -> (start: Int, isWhole: Bool)? {
    let words = Array("RIFF    WAVE".utf8)
    let start = bytes.indices.first { start in
      zip(words, bytes[start...]).allSatisfy { $0 == UInt8(ascii: " ") || $0 == $1 }
    }
    return start.map { ($0, bytes.count - $0 >= words.count) }
  }

  /// Full scale is 1.
  private func samples(_ bytes: ArraySlice<UInt8>) -> [Float] {
    bytes.withUnsafeBytes { bytes in
      (0..<bytes.count / coding.bytes).map { place in
        switch coding {
        case .int16:
          Float(
            Int16(littleEndian: bytes.loadUnaligned(fromByteOffset: 2 * place, as: Int16.self)))
            / 32_768
        case .float32:
          Float(
            bitPattern: UInt32(
              littleEndian: bytes.loadUnaligned(fromByteOffset: 4 * place, as: UInt32.self)))
        }
      }
    }
  }
}

extension [UInt8] {
  /// A whole number, little-endian.
  fileprivate func number(at place: Int, bytes: Int) -> Int {
    self[place..<place + bytes].reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}
