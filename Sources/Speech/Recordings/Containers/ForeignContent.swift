import Files

/// What a file is that is no sound file which is read, by its first bytes.
enum ForeignContent {
  /// What it is and what to do, as a clause; nil where that is not known.
  ///
  /// - Throws: as `InputFile.read(into:at:)`.
  static func description(of file: InputFile) throws(FileError) -> String? {
    let start = try file.bytes(at: 0, count: min(64, file.size))
    func begins(_ text: String, at offset: Int = 0) -> Bool {
      start.dropFirst(offset).starts(with: text.utf8)
    }
    if begins("version https://git-lfs") {
      return "this is a pointer of Git LFS, not the recording itself; fetch it by git lfs pull"
    }
    if begins("<") {
      return "this is a page of markup, as servers send one where a download failed; fetch it again"
    }
    return audio(start).map {
      "this is \($0), which is read where ffmpeg is installed; install it, or convert the sound by "
        + "ffmpeg -i INPUT OUTPUT.wav"
    }
  }

  /// Whether it is a kind of sound that libsndfile does not know.
  ///
  /// - Throws: as `InputFile.read(into:at:)`.
  static func isAudio(_ file: InputFile) throws(FileError) -> Bool {
    audio(try file.bytes(at: 0, count: min(64, file.size))) != nil
  }

  private static func audio(_ start: [UInt8]) -> String? {
    audio.first { start.dropFirst($0.offset).starts(with: $0.bytes) }?.name
  }

  private static let audio: [(name: String, offset: Int, bytes: [UInt8])] = [
    ("MPEG-4 audio (m4a)", 4, Array("ftyp".utf8)),
    ("Windows Media audio (wma)", 0, [0x30, 0x26, 0xB2, 0x75]),
    ("Matroska or WebM", 0, [0x1A, 0x45, 0xDF, 0xA3]),
    ("AMR", 0, Array("#!AMR".utf8)),
    ("WavPack", 0, Array("wvpk".utf8)),
    ("Monkey's Audio", 0, Array("MAC ".utf8)),
    ("True Audio", 0, Array("TTA1".utf8)),
    ("Speex", 28, Array("Speex".utf8)),
    ("AAC", 0, [0xFF, 0xF1]),
    ("AAC", 0, [0xFF, 0xF9]),
    ("AC-3", 0, [0x0B, 0x77]),
    ("RealAudio", 0, Array(".RMF".utf8)),
    ("RealAudio", 0, [0x2E, 0x72, 0x61, 0xFD]),
  ]
}
