import Foundation
import Speech
import TestSupport
import Testing

/// The reader on a tree of the official form and size: names and labels only.
@Suite struct IEMOCAPTests {
  /// Labels a session, as they are published; the rest of its turns is undecided here.
  private struct Session {
    let turns, dialogs: Int
    let labels: [(String, Int)]
  }

  private static let sessions = [
    Session(
      turns: 1819, dialogs: 28,
      labels: [("neu", 384), ("ang", 229), ("sad", 194), ("hap", 135), ("exc", 143)]),
    Session(
      turns: 1811, dialogs: 30,
      labels: [("neu", 362), ("ang", 137), ("sad", 197), ("hap", 117), ("exc", 210)]),
    Session(
      turns: 2136, dialogs: 32,
      labels: [("neu", 320), ("ang", 240), ("sad", 305), ("hap", 135), ("exc", 151)]),
    Session(
      turns: 2103, dialogs: 30,
      labels: [("neu", 258), ("ang", 327), ("sad", 143), ("hap", 65), ("exc", 238)]),
    Session(
      turns: 2170, dialogs: 31,
      labels: [("neu", 384), ("ang", 170), ("sad", 245), ("hap", 143), ("exc", 299)]),
  ]

  private static func block(_ name: String, _ code: String) -> String {
    """
    [6.2901 - 8.2357]\t\(name)\t\(code)\t[2.5000, 3.5000, 2.0000]
    C-E2:\tNeutral;\t()
    A-E3:\tval 3; act 2; dom  2;\t()


    """
  }

  private func write(_ number: Int, _ session: Session, below root: URL) throws {
    let folder = root.appending(path: "Session\(number)")
    let tables = folder.appending(path: "dialog/EmoEvaluation")
    let single = tables.appending(path: "Categorical")
    try FileManager.default.createDirectory(at: single, withIntermediateDirectories: true)
    var codes = session.labels.flatMap { Array(repeating: $0.0, count: $0.1) }
    codes += Array(repeating: "xxx", count: session.turns - codes.count)
    for dialog in 0..<session.dialogs {
      // The markers' wearer and the number of the dialog; the speaker comes last.
      let name = "Ses0\(number)\(dialog % 2 == 0 ? "F" : "M")_script0\(dialog)"
      let audio = folder.appending(path: "sentences/wav/\(name)")
      try FileManager.default.createDirectory(at: audio, withIntermediateDirectories: true)
      var text = "% [START_TIME - END_TIME] TURN_NAME EMOTION [V, A, D]\n\n"
      for turn in stride(from: dialog, to: session.turns, by: session.dialogs) {
        let utterance = "\(name)_\(turn % 3 == 0 ? "M" : "F")\(String(1000 + turn).dropFirst())"
        text += Self.block(utterance, codes[turn])
        try Data().write(to: audio.appending(path: "\(utterance).wav"))
      }
      try Data(text.utf8).write(to: tables.appending(path: "\(name).txt"))
      try Data("broken".utf8).write(to: tables.appending(path: "._\(name).txt"))
      try Data(Self.block("\(name)_F000", "ang").utf8).write(
        to: single.appending(path: "\(name)_e1.txt"))
    }
  }

  @Test func wholeCorpus() throws {
    let folder = try TemporaryFolder()
    for (index, session) in Self.sessions.enumerated() {
      try write(index + 1, session, below: folder.url)
    }
    let contents = try IEMOCAP().read(folder.url)
    #expect(contents.recordings.count == 10_039)
    #expect(contents.warnings.isEmpty && contents.skipped.isEmpty)
    #expect(Set(contents.recordings.map(\.speaker)).count == 10)
    for recording in contents.recordings {
      let last = try #require(recording.url.lastPathComponent.split(separator: "_").last)
      guard recording.speaker == "0\(recording.session)\(last.prefix(1))" else {
        Issue.record("\(recording.url.lastPathComponent) is not \(recording.speaker)'s")
        break
      }
    }
    let first = try #require(contents.recordings.first)
    #expect(first.further == ["valence": "2.5000", "arousal": "3.5000", "dominance": "2.0000"])

    let classes: Set<String> = ["angry", "happy", "excited", "sad", "neutral"]
    let four = contents.recordings.filter { classes.contains($0.emotion) }
    #expect(four.count == 5531)
    let bySession = Dictionary(grouping: four, by: \.session).mapValues(\.count)
    #expect(bySession == ["1": 1085, "2": 1023, "3": 1151, "4": 1031, "5": 1241])
    #expect(four.count { $0.emotion == "happy" || $0.emotion == "excited" } == 1636)
  }

  @Test func whatIsMissingOrBroken() throws {
    let folder = try TemporaryFolder()
    try write(
      2, Session(turns: 6, dialogs: 1, labels: [("ang", 2), ("zzz", 1)]), below: folder.url)
    let audio = folder("Session2/sentences/wav/Ses02F_script00")
    try FileManager.default.removeItem(at: audio.appending(path: "Ses02F_script00_M000.wav"))
    try Data().write(to: audio.appending(path: "Ses02F_script00_F999.wav"))
    let table = folder("Session2/dialog/EmoEvaluation/Ses02F_script00.txt")
    var text = try String(contentsOf: table, encoding: .utf8)
    text += "[1.0000 - 2.0000]\tSes02F_script00_F001 ang [2.5, 2.5]\r\n"
    try Data(text.utf8).write(to: table)

    let contents = try IEMOCAP().read(folder.url)
    #expect(contents.recordings.count == 4)
    #expect(contents.recordings.allSatisfy { $0.session == "2" })
    #expect(
      contents.skipped.map(\.reason).sorted() == [
        "a line is not of the official form", "the table of its dialog does not label it",
        "there is no such file",
        "zzz is no emotion of IEMOCAP, or the name tells no speaker",
      ])
    #expect(try #require(contents.warnings.first).contains("4 of the 10039 turns"))
  }

  @Test func aDialogInTheFolderOfAnotherSessionIsLeftOut() throws {
    let folder = try TemporaryFolder()
    try write(1, Session(turns: 4, dialogs: 1, labels: [("ang", 4)]), below: folder.url)
    try write(2, Session(turns: 4, dialogs: 1, labels: [("ang", 4)]), below: folder.url)
    for part in ["dialog/EmoEvaluation/Ses02F_script00.txt", "sentences/wav/Ses02F_script00"] {
      try FileManager.default.moveItem(
        at: folder("Session2/\(part)"), to: folder("Session1/\(part)"))
    }
    let contents = try IEMOCAP().read(folder.url)
    #expect(contents.recordings.count == 4)
    #expect(
      contents.skipped.map(\.reason)
        == Array(repeating: "the name is of another session than the folder", count: 4))
  }

  @Test func sessionsOfWhichAHalfIsMissing() throws {
    let folder = try TemporaryFolder()
    for session in 1...4 {
      try write(
        session, Session(turns: 4, dialogs: 2, labels: [("ang", 3), ("neu", 1)]),
        below: folder.url)
    }
    let remove = FileManager.default.removeItem(at:)
    try remove(folder("Session2/sentences"))
    try remove(folder("Session3/dialog/EmoEvaluation"))
    try remove(folder("Session4/dialog/EmoEvaluation/Ses04F_script00.txt"))
    let contents = try IEMOCAP().read(folder.url)
    #expect(contents.recordings.count == 6)
    let summary = contents.skippedSummary(in: folder.url)
    #expect(summary.count == 10 && summary.all == 16)
    #expect(
      summary.reasons.map { "\($0.count) \($0.reason) \($0.labels)" } == [
        "6 dialog/EmoEvaluation has no table of its dialog [:]",
        "4 Session2 has no folder sentences/wav \(summary.reasons[1].labels)",
      ])
    #expect(summary.reasons[1].labels == ["angry": 3, "neutral": 1])
    for what in [
      "Session2/sentences/wav is not there", "Session3/dialog/EmoEvaluation is not there",
      "there is no Session5",
    ] {
      #expect(contents.warnings.contains { $0.contains(what) }, "\(what)")
    }
  }
  /// A session in the wrong case, one whose folders are, and one that is something else's; the sound of a
  /// whole dialog is no turn.
  @Test func sessionsThatAreSpelledOtherwiseAreCounted() throws {
    let folder = try TemporaryFolder()
    for session in 1...5 {
      try write(
        session, Session(turns: 4, dialogs: 2, labels: [("ang", 3), ("neu", 1)]),
        below: folder.url)
    }
    let move = FileManager.default.moveItem(at:to:)
    try move(folder("Session4"), folder("session4"))
    try move(folder("Session3/sentences"), folder("Session3/Sentences"))
    try move(folder("Session3/dialog"), folder("Session3/Dialog"))
    try move(folder("Session5"), folder("copy"))
    for name in ["session4/dialog", "copy/dialog"] {
      _ = try folder.write(Data(), to: "\(name)/Ses04F_impro01.wav")
    }
    let contents = try IEMOCAP().read(folder.url)
    #expect(contents.recordings.count == 8)
    let summary = contents.skippedSummary(in: folder.url)
    #expect(summary.count == 12 && summary.all == 20)
    #expect(
      summary.reasons.map { "\($0.count) \($0.reason)" } == [
        "8 it lies in none of Session1 to Session5", "4 Session3 has no folder sentences/wav",
      ])
    for what in ["there is no Session4, though session4; rename it.", "there is no Session5."] {
      #expect(contents.warnings.contains { $0.hasSuffix(what) }, "\(what)")
    }
  }
}
