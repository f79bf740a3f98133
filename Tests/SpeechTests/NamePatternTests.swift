import Testing

@testable import Speech

@Suite struct NamePatternTests {
  private typealias Fields = [NamePattern.Field: String]

  @Test func fieldsStandForAsLittleAsWillDo() throws {
    let pattern = try NamePattern(parsing: "{speaker}_{}_{emotion}_{}.wav")
    #expect(
      pattern.match("AudioWAV/1001_DFA_ANG_XX.WAV")?.values
        == ([.speaker: "1001", .emotion: "ANG"] as Fields))
    #expect(
      pattern.match("a_b_c_d_e.wav")?.values == ([.speaker: "a", .emotion: "c"] as Fields))
    for other in ["1001_DFA_ANG.wav", "1001_DFA_ANG_XX.flac", "1001_DFA__XX.wav", "", "a.wav"] {
      #expect(pattern.match(other) == nil, "\(other)")
    }
  }

  @Test func widthsAndDigits() throws {
    let emodb = try NamePattern(parsing: "{speaker:2}{:3}{emotion:1}{}")
    #expect(
      emodb.match("wav/03a01Fa.flac")?.values == ([.speaker: "03", .emotion: "F"] as Fields))
    #expect(emodb.match("03a01F.wav") == nil)
    let savee = try NamePattern(parsing: "{speaker}/{emotion}{#}")
    #expect(savee.match("x/DC/sa01.wav")?.values == ([.speaker: "DC", .emotion: "sa"] as Fields))
    #expect(savee.match("sa01.wav") == nil && savee.match("DC/sa.wav") == nil)
  }

  @Test func allColumnsAndFolders() throws {
    let text = "{corpus}/{language}/{split}/{session}-{gender:1}{speaker}/{emotion} ({#}).ogg"
    let match = try #require(
      NamePattern(parsing: text).match("up/mine/deu/test/s1-fänna/very sad (12).OGG"))
    #expect(
      match.values
        == ([
          .corpus: "mine", .language: "deu", .split: "test", .session: "s1", .gender: "f",
          .speaker: "änna", .emotion: "very sad",
        ] as Fields))
    #expect(match.parts.last == "12")
  }

  /// Names that nearly match in many ways take no longer than others.
  @Test(.timeLimit(.minutes(10))) func longNamesTakeNoLonger() throws {
    let pattern = try NamePattern(parsing: "{emotion}" + String(repeating: "_{}", count: 40) + "!")
    #expect(pattern.match(String(repeating: "_a", count: 120) + ".wav") == nil)
  }

  @Test(arguments: [
    ("{speaker}_{}.wav", "has no {emotion}"),
    ("{emotion}_{spk}", "has the field {spk}, and fields are {emotion}, {speaker}"),
    ("{emotion}_{speaker:0}", "has the field {speaker:0}"),
    ("{emotion}_{speaker:two}", "has the field {speaker:two}"),
    ("{emotion}_{emotion}", "has {emotion} twice"),
    ("{emotion}/{emotion}_{}", "has {emotion} twice"),
    ("{emotion}{speaker}", "has two fields side by side"),
    ("{emotion", "has a brace without its counterpart"),
    ("emotion}_x", "has a brace without its counterpart"),
    ("{em{}otion}", "has a brace without its counterpart"),
    ("/{emotion}", "has an empty folder or name"), ("{emotion}/", "has an empty folder or name"),
    ("", "has an empty folder or name"), (".wav", "has no {emotion}"),
  ])
  func whatMakesNoSenseIsRefused(text: String, why: String) {
    let error = #expect(throws: CorpusError.self) { try NamePattern(parsing: text) }
    #expect(error?.description.contains("\"\(text)\" \(why)") == true, "\(error as Any)")
  }
}
