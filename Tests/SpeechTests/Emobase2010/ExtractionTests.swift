import CSndFile
import Files
import Foundation
import Speech
import TestSupport
import Testing

@Suite struct ExtractionTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func recordings(seconds: [Double], rates: [Int]? = nil) throws -> [(
    name: String, recording: Recording
  )] {
    try seconds.enumerated().map { index, seconds in
      let url = folder("\(index).wav")
      let rate = rates?[index] ?? 16_000
      let tone = SoundFixtures.tone(200, seconds: seconds, sampleRate: rate)
      try Signal(tone, sampleRate: rate).write(to: url)
      return ("r\(index)", Recording(url: url, emotion: "e\(index)"))
    }
  }

  @Test func leavesOutWhatIsTooShort() async throws {
    let extraction = try await Emobase2010.extract(recordings(seconds: [0.5, 0.05, 0.3]))
    #expect(extraction.table.files == ["r0", "r2"] && extraction.table.labels == ["e0", "e2"])
    #expect(extraction.table.kind == .is10(.emobase2010, sampleRate: 16_000))
    #expect(extraction.report.leftOut.map(\.file) == ["r1"])
    #expect(extraction.report.leftOut[0].reason.contains("lasts 0.050 s"))
    #expect(extraction.table.notes.leftOut == extraction.report.leftOut)
    let alone = try Emobase2010()(Signal(contentsOf: folder("2.wav")).samples)
    #expect(Array(extraction.table[1]) == alone)
  }

  /// From the lowest rate that a recording may have to the highest; some frames are no whole number of
  /// samples.
  @Test(arguments: [1_000, 1_001, 1_039, 2_000, 3_999, 11_025, 96_000, 1_000_000])
  func everyRateHasFeatures(rate: Int) throws {
    for variant in Emobase2010.Variant.allCases {
      var settings = Emobase2010.Settings()
      settings.variant = variant
      let extractor = Emobase2010(settings, sampleRate: rate)
      let tone = SoundFixtures.tone(150, seconds: 0.1, sampleRate: rate)
      for samples in [tone, Array(repeating: 0, count: tone.count)] {
        let features = try extractor(samples)
        #expect(features.count == 1582 && features.allSatisfy(\.isFinite), "\(variant)")
      }
    }
  }

  @Test func refusesWhatHasNoFeatures() async throws {
    let error = await #expect(throws: CorpusError.self) {
      try await Emobase2010.extract(recordings(seconds: [0.05, 0.02]))
    }
    #expect(try #require(error).description.contains("r0: the recording lasts"))
    await #expect(throws: CorpusError.self) { try await Emobase2010.extract([]) }
  }

  @Test func ratesDoNotMix() async throws {
    let both = try recordings(seconds: [0.3, 0.3], rates: [16_000, 8_000])
    let error = await #expect(throws: CorpusError.self) {
      try await Emobase2010.extract(both, sampleRate: nil)
    }
    #expect(try #require(error).description.contains("8000 Hz where r0 has 16000 Hz"))
    #expect(try await Emobase2010.extract(both).table.files.count == 2)
    let native = try await Emobase2010.extract([both[1]], sampleRate: nil)
    #expect(native.table.kind.sampleRate == 8_000)
  }

  @Test func namesTheFilesThatCannotBeRead() async throws {
    let all = try recordings(seconds: [0.3, 0.3, 0.3])
    try Data("no sound".utf8).write(to: all[1].recording.url)
    try FileManager.default.removeItem(at: all[2].recording.url)
    let error = await #expect(throws: UnreadableRecordings.self) {
      try await Emobase2010.extract(all)
    }
    #expect(error?.failures.map(\.path) == all[1...].map(\.recording.url.path))
    let rest = try await Emobase2010.extract(all, sampleRate: nil, skippingUnreadable: true)
    #expect(rest.table.files == ["r0"] && rest.report.leftOut.map(\.file) == ["r1", "r2"])
    #expect(rest.report.leftOut.allSatisfy { $0.cause == .unreadable })
  }

  @Test func samplesBeyondMeasureAreRefused() async throws {
    let url = folder("loud.wav")
    let tone = SoundFixtures.tone(200, seconds: 0.3, sampleRate: 16_000, amplitude: 1e30)
    try SoundFixtures.write(tone, format: SF_FORMAT_WAV | SF_FORMAT_FLOAT, to: url)
    let error = await #expect(throws: UnreadableRecordings.self) {
      try await Emobase2010.extract([("loud", Recording(url: url, emotion: ""))])
    }
    #expect(try #require(error).description.contains("overflow"))
  }
}
