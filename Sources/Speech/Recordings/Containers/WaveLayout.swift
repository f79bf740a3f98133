import Files

/// Where the format and the samples of a wav file (RIFF, RIFX, RF64, BW64) lie.
///
/// The chunks (tag, 32-bit size, content, padded to an even length) are walked. Where they do not lead
/// to the samples, because one before them has a wrong size, the samples are searched; where their size
/// says nothing, as in the header of a stream, all bytes to the end are taken for samples.
struct WaveLayout {
  private let isBigEndian: Bool
  /// The content of the chunk `fmt `.
  private let format: Range<Int>
  /// The content of the chunk `fact`, the length that compressed samples have.
  private let fact: Range<Int>?
  /// Where samples lie: more than one range where there are several chunks of them.
  let samples: [Range<Int>]
  /// What is odd about the header and was assumed, as clauses.
  let assumptions: [String]
  /// Whether the file is to be shown to libsndfile by `pieces` rather than as it is.
  let isMended: Bool

  /// The tag of the samples' coding in the chunk `fmt `.
  let coding: UInt16
  /// Samples a channel by the chunk `fact`; nil where it does not say.
  let claimedFrames: Int?

  /// The samples are MPEG audio, layers I to III.
  var isMPEG: Bool { coding == 0x50 || coding == 0x55 }

  /// - Returns: nil where this is no wav file, or has no format or no samples that are found.
  /// - Throws: `FileError.malformed` where the file ends before the samples do, as
  ///   `InputFile.read(into:at:)`.
  init?(of file: InputFile) throws(FileError) {
    guard var walk = try WaveWalk(of: file) else { return nil }
    try walk.walk()
    if walk.samples.isEmpty && !walk.isEmpty { try walk.search() }
    guard let format = walk.format, !walk.samples.isEmpty else { return nil }
    isBigEndian = walk.isBigEndian
    self.format = format
    fact = walk.fact
    samples = walk.samples
    assumptions = walk.assumptions
    isMended = walk.isMended
    coding = try file.number(UInt16.self, at: format.lowerBound, bigEndian: isBigEndian)
    claimedFrames = try fact.map { fact throws(FileError) in
      Int(try file.number(UInt32.self, at: fact.lowerBound, bigEndian: walk.isBigEndian))
    }
  }

  /// The file again as one whose chunks are right.
  ///
  /// - Parameter samples: what stands for its samples; by default these.
  /// - Throws: as `InputFile.read(into:at:)`.
  func pieces(
    of file: InputFile, samples: [SoundPieces.Piece]? = nil
  ) throws(FileError) -> SoundPieces {
    let samples = samples ?? self.samples.map { .part($0) }
    let size = samples.reduce(0) { $0 + $1.count }
    var body = chunk("fmt ", try file.bytes(at: format.lowerBound, count: format.count))
    if let fact {
      body += chunk("fact", try file.bytes(at: fact.lowerBound, count: fact.count))
    }
    let isLong = body.count + size > Int(UInt32.max) - 64
    var header = Array((isLong ? "RF64" : isBigEndian ? "RIFX" : "RIFF").utf8)
    if isLong {
      header += bytes(UInt32.max) + Array("WAVE".utf8)
      let sizes =
        bytes(UInt64(body.count + size + 48)) + bytes(UInt64(size)) + bytes(UInt64(0))
        + bytes(UInt32(0))
      header += chunk("ds64", sizes)
    } else {
      header += bytes(UInt32(4 + body.count + 8 + size + size % 2)) + Array("WAVE".utf8)
    }
    header += body + Array("data".utf8) + bytes(isLong ? UInt32.max : UInt32(size))
    return SoundPieces(
      [.bytes(header)] + samples + [.bytes(size % 2 == 0 ? [] : [0])], of: file)
  }

  private func chunk(_ tag: String, _ content: [UInt8]) -> [UInt8] {
    Array(tag.utf8) + bytes(UInt32(content.count)) + content
      + (content.count % 2 == 0 ? [] : [0])
  }

  private func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: isBigEndian ? number.bigEndian : number.littleEndian, Array.init)
  }
}
