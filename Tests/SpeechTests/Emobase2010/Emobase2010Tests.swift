import Foundation
import Speech
import TestSupport
import Testing

@Suite struct Emobase2010Tests {
  private func settings(_ variant: Emobase2010.Variant) -> Emobase2010.Settings {
    var settings = Emobase2010.Settings()
    settings.variant = variant
    return settings
  }

  @Test(arguments: Emobase2010.Variant.allCases)
  func agreesOnSignals(variant: Emobase2010.Variant) throws {
    let reference = try ReferenceFeatures.table(variant.rawValue)
    let extractor = Emobase2010(settings(variant))
    var agreement = FeatureAgreement()
    for (row, file) in reference.files.enumerated() {
      let signal = try Signal(contentsOf: ReferenceFeatures.url(file))
      agreement.add(
        try extractor(signal.samples), reference[row], names: variant.names, file: file)
    }
    let report = agreement.report(variant.rawValue)
    print(report)
    #expect(agreement.others >= 0.995, "\(report)")
    #expect(agreement.pairs >= 0.95, "\(report)")
  }

  @Test func agreesAtOtherSampleRates() throws {
    let reference = try ReferenceFeatures.table("voice2s-rates")
    let samples = try ReferenceFeatures.voice().samples
    var agreement = FeatureAgreement()
    for (row, rate) in reference.files.enumerated() {
      let extractor = Emobase2010(sampleRate: try #require(Int(rate)))
      agreement.add(
        try extractor(samples), reference[row], names: reference.names, file: "\(rate) Hz")
    }
    let report = agreement.report("sample rates")
    print(report)
    #expect(agreement.others >= 0.995, "\(report)")
    // At 11025 and 22050 Hz the signal that linear prediction sees ends at half of what it could
    // hold, and the last bits of the Fourier transform decide the pairs.
    #expect(agreement.pairs >= 0.90, "\(report)")
  }

  @Test(
    .enabled(
      if: ["emodb", "emovo", "ravdess"].allSatisfy(TestCorpora.has),
      "put emodb, emovo and ravdess into the folder that SER_CORPORA names"),
    arguments: [Emobase2010.Variant.emobase2010, .paraling])
  func agreesOnSpeech(variant: Emobase2010.Variant) throws {
    let reference = try ReferenceFeatures.table("corpora-\(variant.rawValue)")
    let extractor = Emobase2010(settings(variant))
    var agreement = FeatureAgreement()
    for (row, file) in reference.files.enumerated() {
      let signal = try Signal(
        contentsOf: TestCorpora.folder.appending(path: file), sampleRate: 16_000)
      agreement.add(
        try extractor(signal.samples), reference[row], names: reference.names, file: file)
    }
    let report = agreement.report("speech, \(variant.rawValue)")
    print(report)
    #expect(agreement.others >= 0.995, "\(report)")
    #expect(agreement.pairs >= 0.95, "\(report)")
  }

  @Test func namesAreEach1582InOrder() throws {
    for variant in Emobase2010.Variant.allCases {
      #expect(variant.names.count == 1582 && Set(variant.names).count == 1582)
      // The references are read only under openSMILE's names in its order.
      #expect(try ReferenceFeatures.table(variant.rawValue).kind == .is10(variant))
    }
  }

  @Test func refusesWhatIsTooShort() throws {
    let extractor = Emobase2010()
    #expect(try extractor([Float](repeating: 0, count: 1_440)).count == 1582)
    let error = #expect(throws: Emobase2010.TooShort.self) {
      try extractor([Float](repeating: 0, count: 1_439))
    }
    #expect(
      try #require(error).description
        == "the recording lasts 0.090 s, and these features need at least 0.090 s")
    #expect(throws: Emobase2010.TooShort.self) { try extractor([]) }
  }

  @Test func switchesChangeOnlyTheirOwnFeatures() throws {
    let samples = try ReferenceFeatures.voice().samples
    let names = Emobase2010.Variant.emobase2010.names
    let plain = try Emobase2010()(samples)
    func changed(_ change: (inout Emobase2010.Settings) -> Void) throws -> Set<Substring> {
      var settings = Emobase2010.Settings()
      change(&settings)
      let other = try Emobase2010(settings)(samples)
      return Set(
        names.indices.filter { plain[$0] != other[$0] }.map { names[$0].prefix { $0 != "_" } })
    }
    #expect(try changed { $0.fixesLoudness = true } == ["pcm"])
    #expect(try changed { $0.fixesJitter = true } == ["jitterLocal", "jitterDDP", "shimmerLocal"])
  }

  @Test func kindsTellAllThatMatters() {
    var settings = Emobase2010.Settings()
    settings.variant = .paralingCompat
    settings.fixesJitter = true
    settings.fixesLoudness = true
    #expect(
      Emobase2010(settings, sampleRate: 8_000).kind
        == .is10(.paralingCompat, sampleRate: 8_000, switches: ["jitter-fix", "loudness-fix"]))
  }

  @Test(arguments: [1_000, 6_000, 96_000, 192_000], Emobase2010.Variant.allCases)
  func worksAtExtremeSampleRates(rate: Int, variant: Emobase2010.Variant) throws {
    let samples = try ReferenceFeatures.voice().samples
    let features = try Emobase2010(settings(variant), sampleRate: rate)(samples)
    #expect(features.count == 1582 && features.allSatisfy(\.isFinite))
  }
}
