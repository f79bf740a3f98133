import CSndFile
import Files
import Foundation
import Speech
import TestSupport
import Testing

/// Files whose header says too little or something wrong: all samples are read, and a problem tells what
/// was assumed.
struct SoundContainerTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let samples = (0..<16_000).map { Int16(12_000 * sin(Double($0) * 0.17)) }
  private static let content = samples.flatMap(SoundFixtures.bytes)
  private static let format = SoundFixtures.formatChunk
  private static let info =
    Array("INFOISFT".utf8) + SoundFixtures.bytes(UInt32(14)) + Array("Lavf59.27.100\0".utf8)

  /// A wav file and what is to be said of its header.
  struct Odd: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    /// nil where nothing is to be said.
    let words: String?
    var testDescription: String { name }

    init(_ name: String, _ words: String?, _ chunks: [[UInt8]], claims: Int? = nil) {
      (self.name, self.words) = (name, words)
      bytes = SoundFixtures.wav(chunks, claims: claims)
    }
  }

  private static func data(_ claimed: Int?) -> [UInt8] {
    SoundFixtures.chunk("data", content, claims: claimed)
  }

  private static func list(_ claimed: Int?, _ content: [UInt8] = info) -> [UInt8] {
    SoundFixtures.chunk("LIST", content, claims: claimed)
  }

  static let streams: [Odd] =
    [0, 0xFFFF_FFFF, 0xFFFF_FFDB, 0x7FFF_FFFF, 0x7FFF_F000, 0x8000_0000].map { (size: Int) in
      Odd("data of \(size) bytes", "gives no length", [format, data(size)], claims: size)
    } + [
      Odd(
        "ffmpeg's", "gives no length", [format, list(nil), data(0xFFFF_FFFF)], claims: 0xFFFF_FFFF),
      Odd("a data chunk of 0 in a sized file", "gives no length", [format, data(0)]),
    ]

  static let lists: [Odd] =
    [0, 22, 24, 30, 34, 39, 1_026, 0x7FFF_FFFF, 0xFFFF_FFFF].map { (size: Int) in
      Odd("LIST of \(size) for 26 bytes", "wrong size", [format, list(size), data(nil)])
    } + [
      Odd("LIST of odd length", nil, [format, list(nil, info + [7]), data(nil)]),
      Odd("LIST of odd length first", nil, [list(nil, info + [7]), format, data(nil)]),
      Odd(
        "LIST of odd length without padding", nil,
        [format, SoundFixtures.chunk("LIST", info + [7], isPadded: false), data(nil)]),
      Odd(
        "LIST of odd length first without padding", nil,
        [SoundFixtures.chunk("LIST", info + [7], isPadded: false), format, data(nil)]),
      Odd(
        "LIST whose part is too long", nil,
        [format, list(nil, Array("INFOISFT".utf8) + [0xFF, 0xFF, 0, 0, 1, 2, 3, 4]), data(nil)]),
      Odd(
        "a text with the word data", nil,
        [format, list(nil, Array("INFOICMTdata\u{10}\0\0\0data\0\0\0\0".utf8)), data(nil)]),
      Odd(
        "the word data in a text of wrong size", "wrong size",
        [format, list(9, Array("INFOICMTdata\0\0\0\0my data are fine".utf8)), data(nil)]),
      Odd("chunks behind the samples", nil, [format, data(nil), list(nil), list(nil)]),
      Odd("a cut LIST behind the samples", nil, [format, data(nil), list(999)]),
      Odd(
        "a tag that is no text", "wrong size",
        [format, [1, 2, 3, 4, 4, 0, 0, 0, 9, 9, 9, 9], data(nil)]),
      Odd("the format behind the samples", nil, [data(nil), format]),
      Odd("an empty data chunk first", nil, [format, SoundFixtures.chunk("data", []), data(nil)]),
      Odd("a size of 0 for the whole", nil, [format, data(nil)], claims: 0),
      Odd(
        "two data chunks", "joined",
        [
          format, SoundFixtures.chunk("data", Array(content[..<9_000])),
          SoundFixtures.chunk("data", Array(content[9_000...])),
        ]),
      Odd(
        "bytes behind", "behind the samples",
        [format, data(nil), Array(repeating: 0xC3, count: 99)]),
      Odd(
        "a tag behind", nil,
        [format, data(nil), Array("TAG".utf8) + Array(repeating: 9, count: 125)]),
      Odd("zeros behind", nil, [format, data(nil), Array(repeating: 0, count: 4_096)]),
      Odd(
        "many zeros behind", "behind the samples",
        [format, data(nil), Array(repeating: 0, count: 60_000)]),
      Odd(
        "text behind", "behind the samples",
        [format, data(nil), Array(repeatElement("TRAILJUNK".utf8, count: 99).joined())]),
      Odd(
        "another file behind", "behind the samples",
        [format, data(nil), SoundFixtures.wav([format, data(nil)])]),
      Odd(
        "text behind another chunk", "behind the samples",
        [format, data(nil), list(nil), Array(repeatElement("TRAILJUNK".utf8, count: 99).joined())]),
    ]

  private func heard(_ bytes: [UInt8], as name: String = "x.wav") throws -> HeardSignal {
    try HeardSignal(contentsOf: folder.write(bytes, to: name))
  }

  @Test(arguments: streams + lists) func readsAllSamples(_ odd: Odd) throws {
    let heard = try heard(odd.bytes)
    #expect(heard.signal.samples == Self.samples.map { Float($0) / 32_768 })
    let said = heard.sound.problems(
      of: "x.wav", for: SoundRequirements(window: 0.05, highestFrequency: nil))
    #expect(said.count == (odd.words == nil ? 0 : 1), "\(said)")
    #expect(
      said.allSatisfy { $0.kind == .header && $0.detail.contains(odd.words ?? "") }, "\(said)")
  }

  @Test func readsAWavBehindATag() throws {
    let tag = Array("ID3\u{3}\0\0\0\0\0\u{A}".utf8) + Array(repeating: 0, count: 10)
    let file = SoundFixtures.wav([Self.format, Self.data(nil)])
    #expect(try heard(tag + file).signal.samples.count == 16_000)
    #expect(throws: FileError.self) { try heard(tag + file.dropLast(99)) }
  }

  @Test func aStreamOfRF64() throws {
    let long = SoundFixtures.chunk("ds64", Array(repeating: 0, count: 28))
    var bytes = SoundFixtures.wav([long, Self.format, Self.data(0xFFFF_FFFF)], claims: 0xFFFF_FFFF)
    bytes.replaceSubrange(0..<4, with: Array("RF64".utf8))
    let heard = try heard(bytes)
    #expect(heard.signal.samples.count == 16_000 && heard.sound.assumptions.count == 1)
  }

  @Test func whatIsCutOffIsAnError() throws {
    for odd in [
      Odd("", nil, [Self.format, Self.data(nil)]),
      Odd("", nil, [Self.list(22), Self.format, Self.list(39), Self.data(nil)]),
    ] {
      let bytes = Array(odd.bytes.dropLast(2_000))
      let error = #expect(throws: FileError.self) { try heard(bytes) }
      #expect(error?.description.contains("claims 32000 bytes of samples and only 30000") == true)
    }
  }

  @Test func anEmptyRecordingIsNotFilledWithOtherChunks() {
    let bytes = SoundFixtures.wav([Self.format, SoundFixtures.chunk("data", []), Self.list(nil)])
    let error = #expect(throws: FileError.self) { try heard(bytes) }
    #expect(error?.description.contains("holds no sample") == true)
  }

  /// Decoders pass over a page whose checksum is wrong, and its sound is gone.
  @Test func aDamagedPageOfOggIsFound() throws {
    let tone = SoundFixtures.tone(440, seconds: 2, sampleRate: 16_000)
    try SoundFixtures.write(
      tone, format: SF_FORMAT_OGG | SF_FORMAT_VORBIS, to: folder("whole.ogg"))
    let whole = Array(try Data(contentsOf: folder("whole.ogg")))
    #expect(try heard(whole, as: "x.ogg").signal.samples.count == tone.count)
    for place in [whole.count / 2, whole.count - 9] {
      var bytes = whole
      bytes[place] ^= 1
      let error = #expect(throws: FileError.self) { try heard(bytes, as: "x.ogg") }
      #expect(error?.description.contains("1 of its pages is damaged") == true, "\(place)")
    }
  }

  // MARK: MPEG audio

  /// The frames of an mp3 of a second at 16 kHz without the first, which tells how many follow.
  private func frames() throws -> [UInt8] {
    let tone = SoundFixtures.tone(440, seconds: 1, sampleRate: 16_000)
    try SoundFixtures.write(
      tone, format: SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III, to: folder("whole.mp3"))
    let bytes = Array(try Data(contentsOf: folder("whole.mp3")))
    return Array(bytes[try frameLength(bytes, at: 0)...])
  }

  /// Bytes of the frame that begins at an offset, where another follows.
  private func frameLength(_ bytes: [UInt8], at offset: Int) throws -> Int {
    // Layer III at 16 kHz: 72 bytes a kilobit, of so many kilobits.
    let kilobits = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
    let (rate, padding) = (bytes[offset + 2] >> 4, bytes[offset + 2] >> 1 & 1)
    let length = 72_000 * kilobits[Int(rate)] / 16_000 + Int(padding)
    try #require(bytes[offset] == 0xFF && bytes[offset + length] == 0xFF)
    return length
  }

  private func wav(ofMP3 frames: [UInt8], samples: Int) -> [UInt8] {
    let format: [UInt8] =
      SoundFixtures.bytes(UInt16(0x55)) + SoundFixtures.bytes(UInt16(1))
      + SoundFixtures.bytes(UInt32(16_000)) + SoundFixtures.bytes(UInt32(4_000))
      + SoundFixtures.bytes(UInt16(1)) + SoundFixtures.bytes(UInt16(0))
      + SoundFixtures.bytes(UInt16(12)) + SoundFixtures.bytes(UInt16(1))
      + SoundFixtures.bytes(UInt32(2)) + SoundFixtures.bytes(UInt16(576))
      + SoundFixtures.bytes(UInt16(1)) + SoundFixtures.bytes(UInt16(0))
    return SoundFixtures.wav([
      SoundFixtures.chunk("fmt ", format),
      SoundFixtures.chunk("fact", SoundFixtures.bytes(UInt32(samples))),
      SoundFixtures.chunk("data", frames),
    ])
  }

  @Test func anMP3WithoutLengthIsRead() throws {
    let heard = try heard(frames(), as: "x.mp3")
    #expect((16_000...19_000).contains(heard.signal.samples.count))
    #expect(heard.sound.assumptions.isEmpty)
  }

  @Test func aWavOfMP3MayClaimALittleMore() throws {
    let heard = try heard(wav(ofMP3: frames(), samples: 20_000))
    #expect((16_000...19_000).contains(heard.signal.samples.count))
    #expect(heard.sound.assumptions.contains { $0.contains("claims 20000 samples") })
  }

  @Test func aCutMP3IsAnError() throws {
    let frames = try frames()
    #expect(throws: FileError.self) { try heard(Array(frames.dropLast(5)), as: "cut.mp3") }
    #expect(throws: FileError.self) { try heard(wav(ofMP3: frames.dropLast(5), samples: 16_000)) }
    let whole = Array(try Data(contentsOf: folder("whole.mp3")))
    // Whole frames, but fewer than the first one says.
    #expect(throws: FileError.self) {
      try heard(Array(whole.prefix(whole.count - frames.count / 2)), as: "half.mp3")
    }
  }

  @Test func aDamagedFrameOfAnMP3IsTold() throws {
    let frames = try frames()
    var damaged = frames
    // The header of a frame in the middle, and with it the frame.
    var place = 0
    while place < frames.count / 2 { place += try frameLength(frames, at: place) }
    damaged.replaceSubrange(place..<place + 4, with: [1, 2, 3, 4])
    let lost = try heard(damaged, as: "damaged.mp3")
    #expect(lost.sound.assumptions.contains { $0.contains("at 1 place there are other bytes") })
    let ended = try heard(frames + [UInt8](repeating: 7, count: 50), as: "tail.mp3")
    #expect(ended.sound.assumptions.contains { $0.contains("at 1 place there are other bytes") })
    for tail in [Array("TAG".utf8), Array("APETAGEX".utf8), [0, 0, 0]] {
      let tagged = try heard(frames + tail + [UInt8](repeating: 0, count: 125), as: "tag.mp3")
      #expect(tagged.sound.assumptions.isEmpty, "\(tail)")
    }
  }

  @Test func twoMP3OneBehindTheOtherAreRead() throws {
    _ = try frames()
    let whole = Array(try Data(contentsOf: folder("whole.mp3")))
    let heard = try heard(whole + whole, as: "both.mp3")
    #expect((32_000...38_000).contains(heard.signal.samples.count))
  }

  @Test func aSecondOggBehindTheFirstIsTold() throws {
    let tone = SoundFixtures.tone(440, seconds: 1, sampleRate: 16_000)
    try SoundFixtures.write(tone, format: SF_FORMAT_OGG | SF_FORMAT_VORBIS, to: folder("a.ogg"))
    let whole = Array(try Data(contentsOf: folder("a.ogg")))
    let heard = try heard(whole + whole, as: "both.ogg")
    #expect(heard.sound.assumptions.contains { $0.contains("2 streams") })
  }

  // MARK: Other contents

  @Test(arguments: [
    ("\0\0\0\u{20}ftypM4A \0\0\0\0", "MPEG-4 audio"), ("#!AMR\n12345678", "AMR"),
    ("version https://git-lfs.github.com/spec/v1\n", "git lfs pull"),
    ("<!DOCTYPE html><html></html>", "download failed"),
  ]) func whatElseItIsIsNamed(_ content: String, _ words: String) throws {
    let error = #expect(throws: FileError.self) { try heard(Array(content.utf8)) }
    let description = try #require(error).description
    // Where ffmpeg is installed, it has tried.
    let isTried = description.contains("ffmpeg cannot read all of its sound")
    #expect(description.contains(words) || isTried, "\(description)")
  }
}
