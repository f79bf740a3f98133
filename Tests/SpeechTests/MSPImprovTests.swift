import Foundation
import Speech
import TestSupport
import Testing

/// The reader on a tree of the official form and size: names and labels only.
@Suite struct MSPImprovTests {
  /// 8,438 turns: the four classes as they are published, the rest other and undecided.
  private static let codes = [
    ("A", 792), ("H", 2644), ("N", 3477), ("S", 885), ("O", 85), ("X", 555),
  ].flatMap { Array(repeating: $0.0, count: $0.1) }

  @Test(arguments: [("Evalution.txt", ""), ("Evaluation.txt", "Audio/")])
  func wholeCorpus(_ form: (table: String, audio: String)) throws {
    let folder = try TemporaryFolder()
    var text = ""
    var made: Set<String> = []
    for (turn, code) in Self.codes.enumerated() {
      let session = turn % 6 + 1
      let scenario = ["P", "R", "S", "T"][turn / 6 % 4]
      let speaker = "\(turn / 24 % 2 == 0 ? "F" : "M")0\(session)"
      let name = "S\(10 + turn / 48 % 20)A-\(speaker)-\(scenario)-FM\(turn)"
      let path = "\(form.audio)session\(session)/S01A/\(scenario)"
      if made.insert(path).inserted {
        try FileManager.default.createDirectory(
          at: folder(path), withIntermediateDirectories: true)
      }
      try Data().write(to: folder("\(path)/MSP-IMPROV-\(name).wav"))
      let valence = turn == 0 ? "NaN" : "3.500000"
      text += """
        UTD-IMPROV-\(name).avi; \(code); A:3.000000; V:\(valence); D:3.000000 ; N:3.750000;
        WORKER00000012; N; Neutral; A:3.000000; V:3.000000; D:3.000000; N:4.000000;

        """
    }
    _ = try folder.write(Data(text.utf8), to: form.table)
    let contents = try MSPImprov().read(folder.url)
    #expect(contents.recordings.count == 8438)
    #expect(contents.warnings.isEmpty && contents.skipped.isEmpty)
    let counts = Dictionary(grouping: contents.recordings, by: \.emotion).mapValues(\.count)
    #expect(
      counts == [
        "angry": 792, "happy": 2644, "neutral": 3477, "sad": 885, "other": 85, "undecided": 555,
      ])
    #expect(Set(contents.recordings.map(\.speaker)).count == 12)
    #expect(contents.recordings.allSatisfy { $0.speaker.hasSuffix($0.session) })
    #expect(
      contents.recordings.allSatisfy { $0.gender == ($0.speaker.first == "F" ? "female" : "male") })
    let unrated = contents.recordings.filter { $0.further["valence"] == nil }
    #expect(unrated.count == 1 && unrated.first?.further["arousal"] == "3.000000")
  }

  @Test func aTableThatSaysNothing() throws {
    let folder = try TemporaryFolder()
    try Data().write(to: folder("MSP-IMPROV-S01A-F01-P-FM01.wav"))
    _ = try folder.write(Data("S01A-F01-P-FM01, happy".utf8), to: "Evalution.txt")
    let error = #expect(throws: CorpusError.self) { try MSPImprov().read(folder.url) }
    #expect(
      try #require(error).description.contains(
        "1 of 1 recordings left out: 1 because Evalution.txt does not label it"))
  }

  @Test func whatIsMissingOrForeign() throws {
    let folder = try TemporaryFolder()
    for path in [
      "session1/S01A/P/MSP-IMPROV-S01A-F01-P-FM01.wav",
      "session1/S01A/P/MSP-IMPROV-S01A-F01-P-FM02.wav",
      "session1/S01A/P/MSP-IMPROV-S01A-X01-P-FM03.wav", "session2/more.dvf",
      "copies/MSP-IMPROV-S01A-F01-P-FM01.wav",
    ] {
      try FileManager.default.createDirectory(
        at: folder(path).deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data().write(to: folder(path))
    }
    _ = try folder.write(
      Data(
        """
        UTD-IMPROV-S01A-F01-P-FM01.avi; H; A:3.0; V:3.5; D:3.0 ; N:3.7;
        UTD-IMPROV-S01A-X01-P-FM03.avi; H; A:3.0; V:3.5; D:3.0 ; N:3.7;
        UTD-IMPROV-S01A-F01-P-FM01.avi; S; A:3.0; V:3.5; D:3.0 ; N:3.7;
        UTD-IMPROV-S01A-F01-P-FM04.avi; A; A:3.0; V:3.5; D:3.0 ; N:3.7;
        UTD-IMPROV-S01A-F01-P-FM05, happy
        """.utf8), to: "Evalution.txt")
    let contents = try MSPImprov().read(folder.url)
    #expect(contents.recordings.map(\.emotion) == ["happy"])
    #expect(
      contents.skipped.map(\.reason) == [
        "the name is not of the form MSP-IMPROV-S01A-F01-P-FM01.wav",
        "there is no such file, though Evalution.txt labels it",
        "a line is not of the official form", "Evalution.txt does not label it",
        "a recording of the same name lies in another folder",
        "sound as .dvf is not read; convert it to wav",
      ])
    #expect(contents.skipped.map(\.label) == ["happy", "angry", "", "", "", ""])
    #expect(contents.warnings.contains { $0.contains("S01A-F01-P-FM01 as H and as S") })
  }
}
