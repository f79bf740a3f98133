import CSndFile
import Files
import Foundation
import Speech
import TestSupport
import Testing

@Suite struct SoundFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A kind of file and how far its samples may be from what was written.
  struct Kind: Sendable, CustomTestStringConvertible {
    let name: String
    let format: Int
    let tolerance: Float
    var testDescription: String { name }

    static let all = [
      Kind(name: "u8.wav", format: SF_FORMAT_WAV | SF_FORMAT_PCM_U8, tolerance: 0.008),
      Kind(name: "16.wav", format: SF_FORMAT_WAV | SF_FORMAT_PCM_16, tolerance: 4e-5),
      Kind(name: "24.wav", format: SF_FORMAT_WAV | SF_FORMAT_PCM_24, tolerance: 2e-7),
      Kind(name: "32.wav", format: SF_FORMAT_WAV | SF_FORMAT_PCM_32, tolerance: 1e-7),
      Kind(name: "float.wav", format: SF_FORMAT_WAV | SF_FORMAT_FLOAT, tolerance: 0),
      Kind(name: "double.wav", format: SF_FORMAT_WAV | SF_FORMAT_DOUBLE, tolerance: 0),
      Kind(name: "extensible.wav", format: SF_FORMAT_WAVEX | SF_FORMAT_PCM_16, tolerance: 4e-5),
      Kind(name: "rf64.wav", format: SF_FORMAT_RF64 | SF_FORMAT_PCM_16, tolerance: 4e-5),
      Kind(name: "x.aiff", format: SF_FORMAT_AIFF | SF_FORMAT_PCM_16, tolerance: 4e-5),
      Kind(name: "x.au", format: SF_FORMAT_AU | SF_FORMAT_PCM_16, tolerance: 4e-5),
      Kind(name: "x.caf", format: SF_FORMAT_CAF | SF_FORMAT_PCM_16, tolerance: 4e-5),
      Kind(name: "x.w64", format: SF_FORMAT_W64 | SF_FORMAT_PCM_16, tolerance: 4e-5),
      Kind(name: "x.sph", format: SF_FORMAT_NIST | SF_FORMAT_PCM_16, tolerance: 4e-5),
      Kind(name: "x.flac", format: SF_FORMAT_FLAC | SF_FORMAT_PCM_16, tolerance: 4e-5),
      Kind(name: "x.ogg", format: SF_FORMAT_OGG | SF_FORMAT_VORBIS, tolerance: 0.05),
    ]
  }

  @Test(arguments: Kind.all) func readsEveryKind(_ kind: Kind) throws {
    let tone = SoundFixtures.tone(440, seconds: 0.5, sampleRate: 16_000)
    try SoundFixtures.write(tone, format: kind.format, to: folder(kind.name))
    let signal = try Signal(contentsOf: folder(kind.name))
    #expect(signal.sampleRate == 16_000)
    #expect(signal.samples.count == tone.count)
    let error = zip(signal.samples, tone).reduce(0) { max($0, abs($1.0 - $1.1)) }
    #expect(error <= kind.tolerance)
  }

  @Test func readsMP3() throws {
    let tone = SoundFixtures.tone(440, seconds: 1, sampleRate: 44_100)
    try SoundFixtures.write(
      tone, sampleRate: 44_100, format: SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III,
      to: folder("x.mp3"))
    let signal = try Signal(contentsOf: folder("x.mp3"))
    #expect(abs(signal.duration - 1) < 0.1)
    let power = signal.samples.reduce(0) { $0 + $1 * $1 } / Float(signal.samples.count)
    #expect(abs(power - 0.125) < 0.02)
  }

  @Test(arguments: [1, 2, 6, 11]) func mixesChannelsByTheirMean(_ channels: Int) throws {
    // More frames than a block holds; channel c is c + 1 times the ramp.
    let frames = 70_000
    let interleaved = (0..<frames * channels).map {
      Float($0 % channels + 1) * Float($0 / channels) / Float(frames * channels)
    }
    try SoundFixtures.write(
      interleaved, channels: channels, format: SF_FORMAT_WAV | SF_FORMAT_FLOAT,
      to: folder("x.wav"))
    let file = try SoundFile(folder("x.wav"))
    #expect(file.channels == channels)
    let samples = try Signal(contentsOf: folder("x.wav")).samples
    #expect(samples.count == frames)
    for frame in [0, 1, 5_957, 65_536, frames - 1] {
      let mean = Float(channels + 1) / 2 * Float(frame) / Float(frames * channels)
      #expect(abs(samples[frame] - mean) < 1e-6)
    }
  }

  @Test func readsPastChunksBeforeTheSamples() throws {
    let samples: [Int16] = (0..<1000).map { Int16($0 * 30) }
    let url = try folder.write(SoundFixtures.wavWithChunks(samples), to: "chunks.wav")
    #expect(try Signal(contentsOf: url).samples == samples.map { Float($0) / 32_768 })
  }

  @Test func readsItsOwnWavFiles() throws {
    let signal = Signal([0, 0.25, -0.5, 1.5, -1.5, 0.999], sampleRate: 22_050)
    try signal.write(to: folder("own.wav"))
    let again = try Signal(contentsOf: folder("own.wav"))
    #expect(again.sampleRate == 22_050)
    let expected: [Float] = [0, 0.25, -0.5, 0.99996948, -1, 0.9989929]
    #expect(again.samples == expected)
  }

  // MARK: What is refused

  private func refusal(_ url: URL) -> FileError? {
    do throws(FileError) {
      _ = try Signal(contentsOf: url)
      return nil
    } catch {
      return error
    }
  }

  /// Whether reading fails with a malformed file whose description has these words in it.
  private func isRefused(_ url: URL, because words: String) -> Bool {
    guard case .malformed(url.path, let what) = refusal(url) else { return false }
    return what.contains(words)
  }

  @Test func refusesWhatIsNotThere() {
    #expect(refusal(folder("none.wav")) == .missing(path: folder("none.wav").path))
    #expect(isRefused(folder.url, because: "not a plain file"))
  }

  @Test func refusesWhatIsNoSound() throws {
    #expect(isRefused(try folder.write([UInt8](), to: "e.wav"), because: "empty"))
    let text = Array(repeating: "file,emotion\na.wav,angry\n", count: 50).joined()
    for name in ["text.wav", "text.flac", "text.mp3"] {
      let url = try folder.write(Data(text.utf8), to: name)
      #expect(isRefused(url, because: "not a sound file"))
    }
    let header = SoundFixtures.wavWithChunks([1, 2, 3]).prefix(30)
    #expect(isRefused(try folder.write(header, to: "h.wav"), because: "not a sound file"))
  }

  @Test func refusesKindsWhoseEndItCannotCheck() throws {
    let tone = SoundFixtures.tone(440, seconds: 1, sampleRate: 16_000)
    try SoundFixtures.write(tone, format: SF_FORMAT_IRCAM | SF_FORMAT_PCM_16, to: folder("x.sf"))
    #expect(isRefused(folder("x.sf"), because: "none of the kinds that are read"))
  }

  @Test func refusesARecordingWithoutSamples() throws {
    let url = try folder.write(SoundFixtures.wavWithChunks([]), to: "none.wav")
    #expect(isRefused(url, because: "no sample"))
    try SoundFixtures.write([], format: SF_FORMAT_FLAC | SF_FORMAT_PCM_16, to: folder("n.flac"))
    #expect(refusal(folder("n.flac")) != nil)
  }

  @Test(arguments: [2_001, 4_000, 0x7000_0000])
  func refusesAHeaderThatClaimsMoreThanTheFile(_ claimed: Int) throws {
    let bytes = SoundFixtures.wavWithChunks(Array(repeating: 5, count: 1000), claimedBytes: claimed)
    let url = try folder.write(bytes, to: "claims.wav")
    #expect(isRefused(url, because: "claims \(claimed) bytes of samples and only 2000"))
  }

  @Test(arguments: Kind.all.map(\.name) + ["x.mp3"]) func refusesTruncatedFiles(_ name: String)
    throws
  {
    let format =
      Kind.all.first { $0.name == name }?.format ?? SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III
    let tone = SoundFixtures.tone(440, seconds: 3, sampleRate: 16_000)
    try SoundFixtures.write(tone, format: format, to: folder(name))
    let bytes = try Data(contentsOf: folder(name))
    for share in [0.3, 0.6, 0.98] {
      let cut = try folder.write(bytes.prefix(Int(share * Double(bytes.count))), to: "cut-\(name)")
      #expect(refusal(cut) != nil, "\(share) of \(name)")
    }
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity]) func refusesNonFiniteSamples(_ bad: Float)
    throws
  {
    var samples = SoundFixtures.tone(440, seconds: 5, sampleRate: 16_000)
    samples[72_000] = bad
    try SoundFixtures.write(samples, format: SF_FORMAT_WAV | SF_FORMAT_FLOAT, to: folder("n.wav"))
    #expect(isRefused(folder("n.wav"), because: "the sample at 4.500 s is not a finite number"))
  }

  @Test func refusesAnImpossibleSampleRate() throws {
    var bytes = SoundFixtures.wavWithChunks([1, 2, 3])
    let rate = bytes.firstRange(of: Array("fmt ".utf8))?.upperBound ?? 0
    bytes.replaceSubrange(rate + 8..<rate + 12, with: [1, 0, 0, 0])
    #expect(isRefused(try folder.write(bytes, to: "r.wav"), because: "sample rate of 1 Hz"))
  }
}
