import Foundation
import Speech
import Testing

@Suite struct ClassSelectionTests {
  private func recordings(_ labels: [String], corpus: String = "") -> [Recording] {
    labels.enumerated().map {
      Recording(url: URL(fileURLWithPath: "/\($0).wav"), emotion: $1, corpus: corpus)
    }
  }

  @Test func keepsTheListedClassesInTheirOrder() throws {
    let selection = try ClassSelection(parsing: "sad, angry", map: nil)
    let selected = try selection(recordings(["angry", "bored", "sad", "bored", "angry"]))
    #expect(selected.classes == ["sad", "angry"])
    #expect(selected.labels == [1, 0, 1])
    #expect(selected.recordings.map(\.url.path) == ["/0.wav", "/2.wav", "/4.wav"])
    #expect(
      selected.leftOut.sentence(of: 5)
        == "2 of 5 recordings are left out: 2 with a label that is none of the classes (2 bored)")
  }

  @Test func mapsBeforeItSelects() throws {
    let selection = try ClassSelection(parsing: "happy,sad", map: "excited=happy,sorrow = sad")
    let selected = try selection(recordings(["excited", "sorrow", "happy", "angry"]))
    #expect(selected.recordings.map(\.emotion) == ["happy", "sad", "happy"])
    #expect(selected.leftOut.groups.map(\.labels) == [["angry": 1]])
  }

  @Test func takesAllThatOccurWhereNoneIsListed() throws {
    let selected = try ClassSelection()(recordings(["sad", "puzzled", "angry"]))
    #expect(selected.classes == ["angry", "puzzled", "sad"])
    #expect(selected.labels == [2, 1, 0])
  }

  @Test func theOrderOfRowsDecidesNothing() throws {
    let rows = recordings(["sad", "angry", "sad", "angry"], corpus: "a")
    let selected = try ClassSelection()(rows)
    #expect(try ClassSelection()(rows.reversed()) == selected)
    #expect(selected.recordings.map(\.url.path) == ["/0.wav", "/1.wav", "/2.wav", "/3.wav"])
  }

  @Test func aSpeakerIsOfACorpus() throws {
    let rows = ["a", "b"].map {
      Recording(
        url: URL(filePath: "/\($0)/1.wav"), emotion: "sad", speaker: "03", session: "1", corpus: $0)
    }
    let both = try ClassSelection()(rows).items
    #expect(both.map(\.speaker) == ["a:03", "b:03"] && both.map(\.session) == ["a:1", "b:1"])
    let one = try ClassSelection()([rows[0]]).items
    #expect(one.map(\.speaker) == ["03"] && one.map(\.session) == ["1"])
  }

  @Test(arguments: [
    ("ANGRY", "angry"), ("angry ", "angry"), ("very angry", "veryangry"),
    ("very-angry", "very angry"), ("Very_Angry", "very\u{2013}angry"),
    ("\u{c4}rger", "a\u{308}rger"),
  ])
  func pointsAtLabelsThatDifferInCaseOrBlanks(_ variant: String, _ label: String) throws {
    let selected = try ClassSelection(classes: ["sad", label])(
      recordings([label, variant, "sad"]))
    #expect(selected.warnings.count == 1 && selected.warnings[0].contains("--map"))
    #expect(selected.leftOut.count == 1)
    let error = #expect(throws: CorpusError.self) {
      try ClassSelection(classes: ["sad", label])(recordings([variant, "sad"]))
    }
    #expect(
      error?.description.contains("differs in case, blanks, separators or look-alike")
        == true)
  }

  @Test func namesRulesThatMatchNothing() throws {
    func warnings(_ map: String) throws -> [String] {
      try ClassSelection(parsing: nil, map: map)(recordings(["sad", "happy"])).warnings
    }
    #expect(try warnings("joy=happy,sad=blue").count == 1)
    #expect(try warnings("joy=happy,sad=blue")[0].contains("joy=happy"))
    // What stands there where nobody says anything.
    #expect(try warnings("excited=happy").isEmpty && warnings("valence").isEmpty)
  }

  @Test func aRuleThatMatchesNothingPointsAtTheLabelThatIsLikeIt() throws {
    let map = "Angry=mad,un-happy=sad"
    let rows = recordings(["angry", "happy", "un happy"])
    let warnings = try ClassSelection(parsing: nil, map: map)(rows).warnings
    #expect(warnings.count == 2)
    #expect(warnings[0].hasSuffix("the rule Angry=mad of --map renames; did you mean angry."))
    #expect(warnings[1].hasSuffix("did you mean un happy."))
    let error = #expect(throws: CorpusError.self) {
      try ClassSelection(parsing: "mad,happy", map: map)(rows)
    }
    #expect(error?.description.contains("renames; did you mean angry; those that occur") == true)
  }

  @Test(arguments: [("1-1", "11"), ("s1_1", "s11"), ("-", ""), ("-1", "1"), ("1.5", "15")])
  func labelsThatWhatJoinsTellsApart(_ a: String, _ b: String) throws {
    let warnings = try ClassSelection()(recordings([a, b])).warnings
    #expect(!warnings.contains { $0.contains("differ in") })
  }

  @Test(arguments: [
    "nan", "NaN", "NA", "N/A", "none", "null", "<NA>", "-", "?", "xxx", "oth", "unknown",
  ])
  func labelsThatAreNoneAreToldWhereTheyCount(_ label: String) throws {
    let recordings = recordings([label, "sad", label])
    let told = try ClassSelection()(recordings).warnings
    #expect(told.count == 1 && told[0].hasPrefix("The label \"\(label)\" (2) counts as an emotion"))
    // Who lists it, renames it or leaves it out knows of it.
    #expect(try ClassSelection(classes: [label, "sad"])(recordings).warnings.isEmpty)
    #expect(try ClassSelection(classes: ["sad"])(recordings).warnings.isEmpty)
    let renamed = try ClassSelection(map: LabelMap(rules: ["\(label)=neutral"]))(recordings)
    #expect(renamed.warnings.isEmpty)
  }

  @Test func namesWhatOccursWhereAClassDoesNot() throws {
    let selection = try ClassSelection(parsing: "angry,hapy", map: nil)
    do throws(CorpusError) {
      _ = try selection(recordings(["happy", "angry"]))
      Issue.record("the class hapy occurs nowhere")
    } catch {
      #expect(error.description.contains("the class hapy occurs in no recording"))
      #expect(error.description.contains("angry, happy"))
    }
  }

  @Test(arguments: ["joy", "joy=", "=happy", "joy=happy,", "a=b=c", "a=b,a=c", ""])
  func refusesMalformedMaps(_ map: String) {
    #expect(throws: CorpusError.self) { try ClassSelection(parsing: nil, map: map) }
  }

  @Test(arguments: ["", "angry,", "angry,sad,angry"])
  func refusesMalformedClasses(_ classes: String) {
    #expect(throws: CorpusError.self) { try ClassSelection(parsing: classes, map: nil) }
  }

  @Test func valenceIsThatOfTable1() throws {
    let selection = try ClassSelection(parsing: nil, map: "valence")
    let german = recordings(
      ["angry", "bored", "disgusted", "fearful", "sad", "happy", "neutral"], corpus: "emodb")
    let selected = try selection(german)
    #expect(selected.classes == ["negative", "positive"])
    #expect(selected.labels == [0, 0, 0, 0, 0, 1, 1])

    // Of IEMOCAP the paper takes four classes only.
    let american = recordings(
      ["angry", "sad", "happy", "excited", "neutral", "frustrated", "fearful", "surprised"],
      corpus: "iemocap")
    #expect(try selection(american).labels == [0, 0, 1, 1, 1])
    #expect(
      try selection(american).leftOut.groups.map(\.labels)
        == [["frustrated": 1, "fearful": 1, "surprised": 1]])
  }
}
