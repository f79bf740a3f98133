import Emotion
import Speech
import Testing

struct FeatureSettingsTests {
  /// Settings by which other features would be computed than a table holds.
  @Test func contradictions() throws {
    func idle(_ kind: FeatureKind, _ settings: String...) throws -> [String] {
      try Configuration(sources: settings.map { try .setting($0) }).features
        .contradictions(with: kind)
    }
    #expect(try idle(.is10(.emobase2010, sampleRate: 16_000)).isEmpty)
    // openSMILE does not say.
    #expect(try idle(.is10(.emobase2010)).isEmpty)
    let other = FeatureKind.is10(.paraling, sampleRate: 8_000, switches: ["jitter-fix"])
    #expect(
      try idle(other) == [
        "features.variant=emobase2010", "features.sampleRate=16000", "features.jitterFix=false",
      ])
    #expect(
      try idle(
        other, "features.variant=IS10_paraling", "features.nativeRate=true",
        "features.jitterFix=true", "features.loudnessFix=true") == ["features.loudnessFix=true"])
    #expect(
      try idle(FeatureKind(set: "codes", variant: "1")) == ["features.variant=emobase2010"])
  }

  @Test func aKindIsNamedByItsVariant() {
    #expect(
      "\(FeatureKind.is10(.emobase2010, sampleRate: 16_000))" == "emobase2010 at 16000 Hz")
    #expect(
      "\(FeatureKind(set: "mixup-gan-code", variant: "is10 emobase2010", sampleRate: 8_000))"
        == "mixup-gan-code emobase2010 at 8000 Hz")
  }
}
