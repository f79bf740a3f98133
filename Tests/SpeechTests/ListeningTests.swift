import CSndFile
import Foundation
import Random
import Speech
import TestSupport
import Testing

/// What is wrong with recordings by their sound.
struct ListeningTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Noise of all frequencies up to half of the sample rate.
  private func noise(seconds: Double, sampleRate: Int = 16_000, seed: UInt64 = 1) -> [Float] {
    var generator = SeededGenerator(seed: seed, stream: "noise")
    return (0..<Int(seconds * Double(sampleRate))).map { _ in
      Float(generator.uniform(in: -0.4...0.4))
    }
  }

  private func problems(
    _ channels: [[Float]], sampleRate: Int = 16_000, format: Int = SF_FORMAT_WAV | SF_FORMAT_FLOAT,
    requirements: SoundRequirements = MelConfiguration().requirements
  ) throws -> [RecordingProblem] {
    let url = folder("x.wav")
    let interleaved = (channels.first ?? []).indices.flatMap { frame in channels.map { $0[frame] } }
    try SoundFixtures.write(
      interleaved, channels: channels.count, sampleRate: sampleRate, format: format, to: url)
    return try HeardSignal(contentsOf: url, sampleRate: 16_000).sound
      .problems(of: "x.wav", for: requirements)
  }

  private func kinds(_ channels: [[Float]], sampleRate: Int = 16_000) throws
    -> [RecordingProblem.Kind]
  {
    try problems(channels, sampleRate: sampleRate).map(\.kind)
  }

  @Test func nothingIsWrongWithSound() throws {
    let sound = noise(seconds: 1)
    #expect(try kinds([sound]) == [])
    #expect(try kinds([sound, sound]) == [])
    #expect(try kinds([sound, noise(seconds: 1, seed: 2)]) == [])
    #expect(try kinds([noise(seconds: 1, sampleRate: 44_100)], sampleRate: 44_100) == [])
    #expect(try kinds([SoundFixtures.tone(440, seconds: 1, sampleRate: 16_000)]) == [])
  }

  @Test func channelsThatCancel() throws {
    let sound = noise(seconds: 1)
    let other = noise(seconds: 1, seed: 2)
    #expect(try kinds([sound, sound.map { -$0 }]) == [.cancelling])
    #expect(try kinds([sound, sound.map { -0.6 * $0 }]) == [.cancelling])
    #expect(try kinds([sound, zip(sound, other).map { -$0 + 0.1 * $1 }]) == [.cancelling])
    #expect(try kinds([sound, sound, sound.map { -$0 }, sound.map { -$0 }]) == [.cancelling])
    // With a constant beside, which does not cancel.
    #expect(try kinds([sound.map { $0 + 0.2 }, sound.map { -$0 + 0.2 }]).contains(.cancelling))
    #expect(try kinds([sound, zip(sound, other).map { -0.5 * $0 + $1 }]) == [])
  }

  @Test func aDeadChannel() throws {
    let sound = noise(seconds: 1)
    #expect(try kinds([sound, sound.map { _ in 0 }]) == [.deadChannel])
    #expect(try kinds([sound.map { _ in 0.25 }, sound]).contains(.deadChannel))
    #expect(try kinds([sound, sound.map { 0.003 * $0 }]) == [.deadChannel])
    let found = try problems([sound, sound.map { _ in 0 }, sound.map { _ in 0 }])
    #expect(found.map(\.kind) == [.deadChannel])
    #expect(found.first?.detail.contains("channel 2 and 3 of 3") == true)
  }

  @Test func silence() throws {
    #expect(try kinds([[Float](repeating: 0, count: 16_000)]) == [.silent])
    #expect(try kinds([noise(seconds: 1).map { 0.002 * $0 }]) == [.silent])
    let empty = [Float](repeating: 0, count: 16_000)
    #expect(try kinds([empty, empty]) == [.silent])
    // A constant is no sound, and a click is not enough.
    #expect(try kinds([[Float](repeating: 0.5, count: 16_000)]) == [.silent])
    var click = empty
    click[5_000] = 0.9
    #expect(try kinds([click]) == [.silent])
    #expect(try kinds([empty + noise(seconds: 0.5)]) == [])
  }

  @Test func aShortClip() throws {
    let one = try problems([[0.5]])
    #expect(one.map(\.kind) == [.short] && one[0].detail.contains("1 sample does"))
    #expect(try kinds([noise(seconds: 0.03)]) == [.short])
    #expect(try kinds([noise(seconds: 0.06)]) == [])
  }

  @Test func emptyUpperBands() throws {
    let sound = noise(seconds: 1, sampleRate: 8_000)
    let low = try problems([sound], sampleRate: 8_000)
    #expect(low.map(\.kind) == [.narrow] && low[0].detail.contains("8000 Hz"))
    let few = SoundRequirements(window: 0.05, highestFrequency: 4_000)
    #expect(try problems([sound], sampleRate: 8_000, requirements: few).isEmpty)
    // The same brought to a higher rate, where its own tells nothing.
    for rate in [16_000, 44_100] {
      let url = folder("low.wav")
      try SoundFixtures.write(
        sound, sampleRate: 8_000, format: SF_FORMAT_WAV | SF_FORMAT_FLOAT, to: url)
      let raised = try Signal(contentsOf: url, sampleRate: rate).samples
      let found = try problems(
        [raised], sampleRate: rate, requirements: MelConfiguration().requirements)
      #expect(found.map(\.kind) == [.narrow], "\(rate)")
      #expect(found.first?.detail.contains("nothing is above 4") == true, "\(found)")
    }
  }

  @Test func wholeNumbersAsFloats() throws {
    let found = try problems([noise(seconds: 1).map { 30_000 * $0 }])
    #expect(found.map(\.kind) == [.overscaled] && found[0].detail.contains("divide them by 32768"))
    #expect(try kinds([noise(seconds: 1).map { 3 * $0 }]) == [.clipped])
  }

  @Test func clipping() throws {
    let loud = noise(seconds: 1).map { max(-1, min(1, 3 * $0)) }
    #expect(try kinds([loud]) == [.clipped])
    // One channel of two is enough.
    #expect(try kinds([noise(seconds: 1, seed: 2), loud]) == [.clipped])
  }

  @Test func aConstantOffset() throws {
    #expect(try kinds([noise(seconds: 1).map { 0.2 * $0 + 0.1 }]) == [.offset])
    #expect(try kinds([noise(seconds: 1).map { $0 + 0.001 }]) == [])
  }

  @Test func blocksDoNotMatter() throws {
    // More than a block of many channels, all but one of them dead.
    let sound = noise(seconds: 2)
    let dead = [Float](repeating: 0, count: sound.count)
    #expect(try kinds([sound] + Array(repeating: dead, count: 10)) == [.deadChannel])
  }

  @Test func kindsAreCountedInOneSentenceEach() throws {
    let silent = try problems([[Float](repeating: 0, count: 16_000)])
    let short = try problems([[0.5]])
    func named(_ problems: [RecordingProblem], _ name: String) throws -> [RecordingProblem] {
      let data = try JSONEncoder().encode(problems)
      let text = String(decoding: data, as: UTF8.self).replacing("x.wav", with: name)
      return try JSONDecoder().decode([RecordingProblem].self, from: Data(text.utf8))
    }
    let all =
      try named(silent, "a.wav") + named(short, "s.wav") + named(silent, "b.wav")
    #expect(
      all.sentences == [
        "1 recording does not fill one window: s.wav (1 sample does not fill a window of 0.050 s).",
        "2 recordings are silent: a.wav (nothing is louder than -60 dB) and b.wav.",
      ])
    let more = try all + named(silent, "c.wav") + named(silent, "d.wav")
    #expect(
      more.sentences.last
        == "4 recordings are silent: a.wav (nothing is louder than -60 dB), b.wav and 2 more.")
    #expect([RecordingProblem]().sentences.isEmpty)
  }
}
