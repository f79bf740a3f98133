import Files

/// How a sound file is built by its own structure, and whether all that it claims is there.
///
/// libsndfile mends files that are cut off, and those whose header says too little, silently or not at
/// all, so that half a recording would pass for a whole one.
struct SoundContainer {
  /// What is odd about it and was assumed, as clauses.
  private(set) var assumptions: [String] = []
  /// The chunks of a wav file.
  let wave: WaveLayout?
  /// The frames where samples are MPEG audio.
  let mpeg: MPEGFrames?

  /// - Throws: `FileError.malformed` where the file ends before its structure says or is damaged, as
  ///   `InputFile.read(into:at:)`.
  init(of file: InputFile) throws(FileError) {
    wave = try WaveLayout(of: file)
    if let wave {
      assumptions = wave.assumptions
      mpeg =
        wave.isMPEG && wave.samples.count == 1
        ? try MPEGFrames(of: file, in: wave.samples[0]) : nil
    } else if let pages = try OggPages(of: file) {
      mpeg = nil
      if let lack = pages.lack { throw .truncated(file.path, lack) }
      if pages.damaged > 0 {
        throw .malformed(
          path: file.path,
          what:
            "\(pages.damaged) of its pages \(pages.damaged == 1 ? "is" : "are") damaged, by their "
            + "checksums, and the sound there is lost; fetch it again")
      }
      if pages.streams > 1 {
        assumptions.append(
          "it holds \(pages.streams) streams one after the other, of which the first alone is read")
      }
    } else if try Self.isMPEG(file) {
      mpeg = try MPEGFrames(of: file, in: 0..<file.size)
    } else {
      mpeg = nil
      if let claim = try ClaimedLength(of: file) {
        if let lack = claim.lack(in: file) { throw .truncated(file.path, lack) }
        if claim.bytes == nil {
          assumptions.append(.noLength(bytes: file.size - claim.start))
        }
      }
    }
    if let lack = mpeg?.lack { throw .truncated(file.path, lack) }
  }

  /// Whether a file begins as MPEG audio does, perhaps behind a tag.
  private static func isMPEG(_ file: InputFile) throws(FileError) -> Bool {
    let start = try file.endOfID3()
    guard start + 2 <= file.size else { return false }
    let bytes = try file.bytes(at: start, count: 2)
    return bytes[0] == 0xFF && bytes[1] & 0xE0 == 0xE0
  }
}

extension FileError {
  /// A sound file that ends too early; `lack` says what is claimed and what is there.
  static func truncated(_ path: String, _ lack: String) -> FileError {
    .malformed(path: path, what: "the file is cut off: its header claims \(lack); fetch it again")
  }
}

extension String {
  /// What is said of a header that gives no length.
  ///
  /// - Parameter bytes: how many are left to the end of the file.
  static func noLength(bytes: Int) -> String {
    "its header gives no length, as that of a stream, and all \(bytes) bytes to the end of the file are "
      + "taken for samples"
  }
}
