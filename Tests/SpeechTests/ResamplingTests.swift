import CSndFile
import Foundation
import Speech
import TestSupport
import Testing

@Suite struct ResamplingTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func resampled(_ samples: [Float], from rate: Int) throws -> [Float] {
    let url = folder("\(rate).wav")
    try SoundFixtures.write(
      samples, sampleRate: rate, format: SF_FORMAT_WAV | SF_FORMAT_FLOAT, to: url)
    return try Signal(contentsOf: url, sampleRate: 16_000).samples
  }

  @Test(arguments: [8_000, 11_025, 22_050, 44_100, 48_000, 192_000])
  func keepsFrequencyPhaseAndLevel(_ rate: Int) throws {
    let output = try resampled(
      SoundFixtures.tone(1_000, seconds: 5, sampleRate: rate), from: rate)
    #expect(abs(output.count - 80_000) <= 1)
    // The ends ring, because the tone begins and ends suddenly.
    let expected = SoundFixtures.tone(1_000, seconds: 5, sampleRate: 16_000)
    let error = (2_000..<78_000).reduce(0) { max($0, abs(output[$1] - expected[$1])) }
    #expect(error < 1e-4)
  }

  @Test func takesAwayWhatWouldAlias() throws {
    let output = try resampled(
      SoundFixtures.tone(9_000, seconds: 1, sampleRate: 48_000), from: 48_000)
    let peak = output[2_000..<14_000].reduce(0) { max($0, abs($1)) }
    #expect(peak < 1e-4)
  }

  @Test func leavesTheWantedRateAsItIs() throws {
    let tone = SoundFixtures.tone(440, seconds: 1, sampleRate: 16_000)
    #expect(try resampled(tone, from: 16_000) == tone)
  }
}
