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
    #expect(selected.dropped == ["bored": 2])
  }

  @Test func mapsBeforeItSelects() throws {
    let selection = try ClassSelection(parsing: "happy,sad", map: "excited=happy,sorrow = sad")
    let selected = try selection(recordings(["excited", "sorrow", "happy", "angry"]))
    #expect(selected.recordings.map(\.emotion) == ["happy", "sad", "happy"])
    #expect(selected.dropped == ["angry": 1])
  }

  @Test func takesAllThatOccurWhereNoneIsListed() throws {
    let selected = try ClassSelection()(recordings(["sad", "puzzled", "angry"]))
    #expect(selected.classes == ["angry", "puzzled", "sad"])
    #expect(selected.labels == [2, 1, 0])
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
    #expect(try selection(american).dropped == ["frustrated": 1, "fearful": 1, "surprised": 1])
  }
}
