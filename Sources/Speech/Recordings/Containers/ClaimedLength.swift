import Files

/// How many bytes of samples a file's header claims, in kinds of files where that is one number.
struct ClaimedLength {
  /// nil where the header gives no length, as that of a stream.
  let bytes: Int?
  /// Where the samples begin.
  let start: Int

  /// What is missing at the end, as "… bytes of samples and only … are there"; nil where nothing is.
  func lack(in file: InputFile) -> String? {
    let found = max(0, file.size - start)
    guard let bytes, bytes > found else { return nil }
    return "\(bytes) bytes of samples and only \(found) are there"
  }

  /// - Returns: nil where the file is of none of these kinds, or holds no samples.
  /// - Throws: as `InputFile.read(into:at:)`.
  init?(of file: InputFile) throws(FileError) {
    let claim: ClaimedLength? =
      switch try file.tag(at: 0) {
      case "FORM": try Self.aiff(file)
      case ".snd": try Self.au(file, bigEndian: true)
      case "dns.": try Self.au(file, bigEndian: false)
      case "riff": try Self.wave64(file)
      case "caff": try Self.caf(file)
      case "NIST": try Self.sphere(file)
      default: nil
      }
    guard let claim else { return nil }
    self = claim
  }

  private init(_ bytes: Int?, start: Int) {
    self.bytes = bytes
    self.start = start
  }

  /// Chunks with a 32-bit size to the one with the samples; of streams sox says about 2 GiB, ffmpeg
  /// nothing.
  private static func aiff(_ file: InputFile) throws(FileError) -> ClaimedLength? {
    guard let kind = try file.tag(at: 8), ["AIFF", "AIFC"].contains(kind) else { return nil }
    var offset = 12
    while let tag = try file.tag(at: offset), offset + 8 <= file.size {
      let size = Int(try file.number(UInt32.self, at: offset + 4, bigEndian: true))
      if tag == "SSND" {
        let rest = file.size - offset - 8
        let isStream = size > rest ? size >= 0x7F00_0000 : size == 0 && rest > 8
        return ClaimedLength(isStream ? nil : size, start: offset + 8)
      }
      offset += 8 + size + size % 2
    }
    return nil
  }

  /// Sun's and NeXT's: where the samples begin, and how many bytes they are.
  private static func au(_ file: InputFile, bigEndian: Bool) throws(FileError) -> ClaimedLength? {
    guard file.size >= 24 else { return nil }
    let start = try file.number(UInt32.self, at: 4, bigEndian: bigEndian)
    let size = try file.number(UInt32.self, at: 8, bigEndian: bigEndian)
    return ClaimedLength(size == .max ? nil : Int(size), start: Int(start))
  }

  /// Sony's: chunks with a tag of 16 bytes and a 64-bit size, which counts both, padded to 8 bytes.
  private static func wave64(_ file: InputFile) throws(FileError) -> ClaimedLength? {
    var offset = 40
    while let tag = try file.tag(at: offset), offset + 24 <= file.size {
      let size = Int(
        clamping: try file.number(Int64.self, at: offset + 16, bigEndian: false))
      let isStream = size < 24 || size > 1 << 56
      if tag == "data" { return ClaimedLength(isStream ? nil : size - 24, start: offset + 24) }
      if isStream { return nil }
      offset += (size + 7) / 8 * 8
    }
    return nil
  }

  /// Apple's: chunks with a 64-bit size, of which -1 is a stream's.
  private static func caf(_ file: InputFile) throws(FileError) -> ClaimedLength? {
    var offset = 8
    while let tag = try file.tag(at: offset), offset + 12 <= file.size {
      let size = Int(clamping: try file.number(Int64.self, at: offset + 4, bigEndian: true))
      if tag == "data" { return ClaimedLength(size < 0 ? nil : size, start: offset + 12) }
      if size < 0 || size > file.size { return nil }
      offset += 12 + size
    }
    return nil
  }

  /// NIST's SPHERE: lines of text, "name -i value", in a header whose length the second line says.
  private static func sphere(_ file: InputFile) throws(FileError) -> ClaimedLength? {
    let head = try file.bytes(at: 0, count: min(file.size, 1 << 16))
    let lines = String(decoding: head, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count > 1, lines[0] == "NIST_1A",
      let length = Int(lines[1].filter { $0 != " " }), (0...1 << 30).contains(length)
    else { return nil }
    func value(_ name: String) -> Int? {
      for line in lines.prefix(while: { $0 != "end_head" }) {
        let words = line.split(separator: " ")
        if words.count == 3, words[0] == name { return Int(words[2]) }
      }
      return nil
    }
    guard let count = value("sample_count"), let width = value("sample_n_bytes"),
      (0...1 << 40).contains(count), (1...8).contains(width)
    else { return ClaimedLength(nil, start: length) }
    // Compressed samples take fewer bytes, and no number tells how many.
    let isPlain = !lines.contains { $0.hasPrefix("sample_coding") && $0.contains("embedded") }
    let channels = max(1, min(value("channel_count") ?? 1, 1_024))
    return ClaimedLength(isPlain ? count * width * channels : nil, start: length)
  }
}
