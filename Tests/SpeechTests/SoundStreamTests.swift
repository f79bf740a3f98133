import Files
import Foundation
import Speech
import TestSupport
import Testing

/// Sound that comes through a pipe.
@Suite(.timeLimit(.minutes(10))) struct SoundStreamTests {
  /// Bytes that a thread writes into a pipe, a few at a time.
  private struct Source {
    let descriptor: Int32

    init(_ bytes: [UInt8], pieces: Int) {
      let pipe = Pipe()
      // Some readers stop before the end.
      signal(SIGPIPE, SIG_IGN)
      descriptor = dup(pipe.fileHandleForReading.fileDescriptor)
      let end = dup(pipe.fileHandleForWriting.fileDescriptor)
      Thread.detachNewThread {
        for start in stride(from: 0, to: bytes.count, by: pieces) {
          let piece = Array(bytes[start..<min(start + pieces, bytes.count)])
          if write(end, piece, piece.count) < 0 { break }
        }
        close(end)
      }
    }
  }

  private func samples(
    _ bytes: [UInt8], pieces: Int = 1_001, rawRate: Int? = nil, at rate: Int = 16_000
  ) throws -> (samples: [Float], heard: SoundMeasure) {
    let source = Source(bytes, pieces: pieces)
    defer { close(source.descriptor) }
    let stream = try SoundStream(
      source.descriptor, name: "standard input", rawRate: rawRate, resampledTo: rate)
    var samples: [Float] = []
    while let more = try stream.next() { samples += more }
    return (samples, stream.heard)
  }

  private func wave(_ signal: Signal) throws -> [UInt8] {
    let folder = try TemporaryFolder()
    try signal.write(to: folder("a.wav"))
    return Array(try Data(contentsOf: folder("a.wav")))
  }

  private let tone = Signal(
    (0..<20_000).map { 0.3 * sin(Float($0) * 0.06) }, sampleRate: 16_000)

  @Test(arguments: [1, 7, 1_001, 1 << 16])
  func aWavIsWhatItIsAsAFile(pieces: Int) throws {
    let folder = try TemporaryFolder()
    try tone.write(to: folder("a.wav"))
    let bytes = Array(try Data(contentsOf: folder("a.wav")))
    let file = try HeardSignal(contentsOf: folder("a.wav"), sampleRate: 16_000)
    let (piped, heard) = try samples(bytes, pieces: pieces)
    #expect(piped == file.signal.samples)
    #expect(heard.mix == file.sound.mix && heard.frames == file.sound.frames)
    let resampled = try samples(bytes, pieces: pieces, at: 11_025).samples
    let same = try Signal(contentsOf: folder("a.wav"), sampleRate: 11_025).samples
    #expect(resampled.count == same.count)
    #expect(zip(resampled, same).allSatisfy { abs($0 - $1) < 1e-5 })
  }

  @Test func rawSamples() throws {
    let bytes = [UInt8](wave: tone)
    #expect(try samples(bytes, rawRate: 16_000).samples == samples(wave(tone)).samples)
    // Half a sample at the end is none.
    #expect(try samples(bytes + [1], rawRate: 16_000).samples.count == 20_000)
  }

  /// As arecord and ffmpeg write who do not know the length yet, and a stream that breaks off.
  @Test func lengths() throws {
    var bytes = try wave(tone)
    let place = try #require(bytes.firstRange(of: Array("data".utf8))).upperBound
    for size in [0, 0xFFFF_FFFF, 0x7FFF_FFFF, 0x8000_0000] {
      bytes.replaceSubrange(
        place..<place + 4, with: withUnsafeBytes(of: UInt32(size).littleEndian, Array.init))
      let (piped, heard) = try samples(bytes)
      #expect(piped.count == 20_000 && heard.assumptions.isEmpty, "\(size)")
    }
    let (piped, heard) = try samples(Array(try wave(tone).dropLast(10_000)))
    #expect(piped.count == 15_000)
    #expect(heard.assumptions == ["it ended 10000 bytes before its header says"])
    // What follows the samples is none.
    #expect(try samples(try wave(tone) + Array("LIST....".utf8)).samples.count == 20_000)
  }

  /// Of two wavs one behind the other the first is read, whether or not its header knows its length.
  @Test(arguments: [1, 7, 1_001]) func anotherWavIsNoSamples(pieces: Int) throws {
    let first = try wave(tone)
    var unsized = first
    let place = try #require(unsized.firstRange(of: Array("data".utf8))).upperBound
    unsized.replaceSubrange(place..<place + 4, with: [0xFF, 0xFF, 0xFF, 0xFF])
    let list = Array("LIST".utf8) + [4, 0, 0, 0] + Array("INFO".utf8)
    for (bytes, isFollowed) in [
      (first + first, true), (unsized + unsized, true), (first + list + first, true),
      (first, false), (unsized, false), (first + list, false),
      // What only begins as a header is sound.
      (unsized + Array("RIFF".utf8), false),
    ] {
      let source = Source(bytes, pieces: pieces)
      defer { close(source.descriptor) }
      let stream = try SoundStream(
        source.descriptor, name: "standard input", resampledTo: 16_000)
      var count = 0
      while let more = try stream.next() { count += more.count }
      #expect(count == 20_000 || (count == 20_002 && bytes.count == unsized.count + 4))
      #expect(try stream.isFollowedByAnother() == isFollowed && !stream.isRaw)
    }
  }

  @Test func whatIsNotTakenIsRefused() throws {
    func refusal(_ bytes: [UInt8], rawRate: Int? = nil) -> String {
      do {
        _ = try samples(bytes, rawRate: rawRate)
        return ""
      } catch { return "\(error)" }
    }
    #expect(refusal([]).contains("standard input: no sound has come"))
    #expect(refusal([], rawRate: 16_000).contains("no sound has come"))
    #expect(refusal([UInt8](wave: tone)).contains("such as --rate 16000"))
    // Files of other kinds are no raw samples, whatever rate is said.
    for start in [
      Array("fLaC".utf8), [0x1A, 0x45, 0xDF, 0xA3], [0, 0, 0, 32] + Array("ftypM4A ".utf8),
    ] {
      #expect(
        refusal(start + [UInt8](repeating: 0, count: 64), rawRate: 16_000)
          .contains("and no raw samples"))
    }
    var bytes = try wave(tone)
    bytes[34] = 24
    #expect(refusal(bytes).contains("24 bits (format 1) where 16-bit PCM is wanted"))
    bytes = try wave(tone)
    bytes[22] = 0
    #expect(refusal(bytes).contains("0 channels"))
    #expect(refusal(Array(try wave(tone).prefix(30))).contains("the wav"))
    #expect(refusal(Array(try wave(tone).prefix(12))).contains("ends before its samples"))
  }

  @Test func whoStopsHasWhatCameByThen() throws {
    let pipe = Pipe()
    let bytes = try wave(tone)
    try pipe.fileHandleForWriting.write(contentsOf: bytes)
    let start = ContinuousClock.now
    let stream = try SoundStream(
      pipe.fileHandleForReading.fileDescriptor, name: "standard input", resampledTo: 16_000,
      isStopped: { ContinuousClock.now - start > .milliseconds(300) })
    var count = 0
    while let more = try stream.next() { count += more.count }
    #expect(count == 20_000)
  }
}

extension [UInt8] {
  /// Raw 16-bit samples.
  fileprivate init(wave signal: Signal) {
    self = signal.samples.flatMap { sample in
      Swift.withUnsafeBytes(
        of: Int16(Swift.max(-32_768, Swift.min(32_767, (sample * 32_768).rounded()))).littleEndian,
        Array.init)
    }
  }
}
