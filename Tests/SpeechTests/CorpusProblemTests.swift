import CSndFile
import Foundation
import Speech
import TestSupport
import Testing

/// What is wrong with a corpus and no recording shows by itself.
@Suite struct CorpusProblemTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// - Parameter rows: of a manifest, whose files are made of tones of their own where they are not
  ///   there.
  private func summary(_ header: String, _ rows: String...) async throws -> CorpusSummary {
    try await summary(header, rows)
  }

  private func summary(_ header: String, _ rows: [String]) async throws -> CorpusSummary {
    for (index, row) in rows.enumerated() {
      let file = String(row.prefix { $0 != "," })
      if !FileManager.default.fileExists(atPath: folder(file).path) {
        try folder.makeRecording(file, frequency: 200 + 30 * Double(index))
      }
    }
    let text = ([header] + rows).joined(separator: "\n")
    return try await CorpusSummary(
      of: Manifest(contentsOf: folder.write(Data(text.utf8), to: "m.csv")))
  }

  private func kinds(_ summary: CorpusSummary) -> [String] {
    summary.corpusProblems.map(\.kind.rawValue)
  }

  @Test func aSoundCorpusHasNone() async throws {
    let summary = try await summary(
      "file,emotion,speaker", "a.wav,angry,1", "b.wav,sad,1", "c.wav,angry,2", "d.wav,sad,2")
    #expect(summary.corpusProblems.isEmpty)
    #expect(summary.table().contains("\nno speaker") == false)
  }

  @Test func speakers() async throws {
    #expect(
      kinds(
        try await summary("file,emotion", "a.wav,angry", "b.wav,sad", "c.wav,angry", "d.wav,sad"))
        == ["no speakers"])
    #expect(
      kinds(
        try await summary(
          "file,emotion,speaker", "a.wav,angry,1", "b.wav,sad,1", "c.wav,angry,1", "d.wav,sad,1"))
        == ["one speaker"])
    // Of two corpora, and so two people.
    #expect(
      kinds(
        try await summary(
          "file,emotion,speaker,corpus", "a.wav,angry,1,x", "b.wav,sad,1,x", "c.wav,angry,1,y",
          "d.wav,sad,1,y")) == [])
    let some = try await summary(
      "file,emotion,speaker", "a.wav,angry,1", "b.wav,sad,2", "c.wav,angry,2", "d.wav,sad,",
      "e.wav,sad,1")
    try #require(kinds(some) == ["without speaker"])
    #expect(some.corpusProblems[0].files == [folder("d.wav").standardizedFileURL.path])
    #expect(some.corpusProblems[0].detail.hasPrefix("1 of 5 recordings have no speaker, d.wav;"))
  }

  @Test func missingLabels() async throws {
    let summary = try await summary(
      "file,emotion,speaker", "a.wav,angry,1", "b.wav,nan,1", "c.wav,angry,2", "d.wav,nan,2")
    try #require(kinds(summary) == ["missing label"])
    #expect(
      summary.corpusProblems[0].detail.hasPrefix(
        "2 recordings have the label \"nan\", b.wav, d.wav, which seems to say"))
    #expect(summary.corpusProblems[0].files.count == 2)
  }

  @Test func sessions() async throws {
    func rows(_ sessions: String...) -> [String] {
      zip(sessions, ["a.wav,angry,1", "b.wav,sad,2", "c.wav,angry,2", "d.wav,sad,1"])
        .map { "\($1),\($0)" }
    }
    let header = "file,emotion,speaker,session"
    let some = try await summary(header, rows("x", "", "y", "x"))
    try #require(kinds(some) == ["without session"])
    #expect(some.corpusProblems[0].detail.hasPrefix("1 of 4 recordings have no session, b.wav, so"))
    #expect(try await kinds(summary(header, rows("x", "y", "y", "x"))) == [])
    #expect(try await kinds(summary(header, rows("", "", "", ""))) == [])
  }

  @Test func classes() async throws {
    let summary = try await summary(
      "file,emotion,speaker", "a.wav,angry,1", "b.wav,angry,2", "c.wav,sad,2", "d.wav,sad,2",
      "e.wav,calm,1")
    #expect(kinds(summary) == ["class of one recording", "class of one speaker"])
    #expect(summary.corpusProblems.map { $0.detail.prefix { $0 != " " } } == ["calm", "sad"])
    #expect(
      summary.table().contains("problems: 2 (class of one recording 1, class of one speaker 1)"))
  }

  /// Two people of one name, more often than not.
  @Test func genders() async throws {
    let summary = try await summary(
      "file,emotion,speaker,gender,corpus", "a.wav,angry,1,f,x", "b.wav,sad,1,Female,x",
      "c.wav,angry,1,male,y", "d.wav,sad,2,m,y", "e.wav,sad,2,,y", "f.wav,angry,2,f,y",
      "g.wav,sad,,m,y", "h.wav,sad,,f,y")
    let genders = summary.corpusProblems.filter { $0.kind == .twoGenders }
    try #require(genders.count == 1)
    #expect(
      genders[0].detail.hasPrefix("the speaker y:2 is female (f.wav) and male (d.wav);"),
      "\(genders[0].detail)")
    #expect(genders[0].files.map { URL(filePath: $0).lastPathComponent } == ["f.wav", "d.wav"])
  }

  /// Who is one person to whoever made the table, and several here, or the other way.
  @Test(arguments: [
    (["03,", "3,", "3.0,"], "\"3.0\" (2), \"3\" (2), \"03\" (2)"),
    (["anna,x", "Anna,x", "b,x"], "\"anna\" (2), \"Anna\" (2)"),
    (["1,x", "1,X", "2,x"], "the corpora"), (["1,x", "1,", "2,x"], "the speaker 1 of the former"),
    (["unknown,", "1,", "2,"], "\"unknown\" (2) counts as one"),
    (["N/A,", "1,", "2,"], "\"N/A\" (2) counts as one"),
    (["<NA>,", "1,", "2,"], "\"<NA>\" (2) counts as one"),
    (["-1,", "1,", "2,"], "\"-1\" (2) counts as one"),
    (["0,", "anna,", "bo,"], "\"0\" (2) counts as one"),
  ])
  func doubtfulPeople(speakers: [String], told: String) async throws {
    let rows = speakers.enumerated().flatMap { number, speaker in
      ["a\(number).wav,sad,\(speaker)", "b\(number).wav,angry,\(speaker)"]
    }
    let doubts = try await summary("file,emotion,speaker,corpus", rows).corpusProblems
      .filter { $0.kind == .doubtfulSpeakers }
    #expect(doubts.count == 1 && doubts.first?.detail.contains(told) == true, "\(doubts)")
  }

  @Test(arguments: [["anna,x", "anna,y"], ["1,x", "01,y"], ["1,", "2,"], ["0,", "1,", "2,"]])
  func peopleWithoutDoubt(speakers: [String]) async throws {
    let rows = speakers.enumerated().flatMap { number, speaker in
      ["a\(number).wav,sad,\(speaker)", "b\(number).wav,angry,\(speaker)"]
    }
    #expect(try await kinds(summary("file,emotion,speaker,corpus", rows)) == [])
  }

  /// The second has a Cyrillic letter, the third a Greek one.
  @Test func lookAlikes() async throws {
    let summary = try await summary(
      "file,emotion,speaker", "a.wav,angry,1", "b.wav,\u{430}ngry,2", "c.wav,sad,\u{391}nna",
      "d.wav,sad,anna")
    #expect(summary.corpusProblems.filter { $0.kind == .spelling }.count == 1)
    #expect(summary.corpusProblems.filter { $0.kind == .doubtfulSpeakers }.count == 1)
  }

  @Test func spellings() async throws {
    let summary = try await summary(
      "file,emotion,speaker,split", "a.wav,angry,anna,train", "b.wav,Angry,Anna,Train",
      "c.wav,angry,bert,train", "d.wav,Angry,bert,train", "e.wav,very  sad,bert,train",
      "f.wav,very sad,anna,train", "g.wav,very sad,bert,train", "h.wav,very  sad,anna,train",
      "i.wav,angry,bert,train")
    let spellings = summary.corpusProblems.filter { $0.kind == .spelling }.map(\.detail)
    try #require(spellings.count == 3)
    #expect(spellings[0].contains(#"the column emotion has "angry" (3) and "Angry" (2)"#))
    #expect(spellings[0].hasSuffix(#"rename with --map "Angry=angry""#))
    #expect(spellings[1].contains(#""very sad" (2) and "very  sad" (2)"#))
    #expect(spellings[2].contains(#"the column split has "train" (8) and "Train" (1)"#))
  }

  /// Writes the same 16-bit samples in any form.
  private func write(_ name: String, _ format: Int, sampleRate: Int32 = 16_000) throws {
    var info = SF_INFO()
    (info.samplerate, info.channels) = (sampleRate, 1)
    info.format = Int32(format | SF_FORMAT_PCM_16)
    let file = try #require(sf_open(folder(name).path, Int32(SFM_WRITE), &info))
    let samples = (0..<1_600).map { Int16(10_000 * sin(0.1 * Double($0))) }
    sf_write_short(file, samples, sf_count_t(samples.count))
    sf_close(file)
  }

  /// A flac copy of a wav has other bytes and the same samples.
  @Test func sameSounds() async throws {
    try write("a.wav", SF_FORMAT_WAV)
    try write("copy.flac", SF_FORMAT_FLAC)
    try write("third.aiff", SF_FORMAT_AIFF)
    try write("slow.wav", SF_FORMAT_WAV, sampleRate: 8_000)
    for name in ["zero.wav", "nothing.wav"] {
      try folder.makeRecording(name, frequency: 0)
    }
    let summary = try await summary(
      "file,emotion,speaker,split", "a.wav,angry,1,train", "copy.flac,sad,2,test",
      "third.aiff,angry,1,train", "slow.wav,sad,2,train", "zero.wav,angry,2,train",
      "nothing.wav,sad,1,train")
    try #require(kinds(summary) == ["two labels", "two speakers", "two splits"])
    #expect(summary.corpusProblems.allSatisfy { $0.files.count == 3 })
    #expect(
      summary.corpusProblems[0].detail.hasPrefix(
        "a.wav (angry), copy.flac (sad), third.aiff (angry) hold the same sound"))
    let duplicates = summary.problems.filter { $0.kind == .duplicate }
    #expect(duplicates.map { $0.file.split(separator: "/").last } == ["copy.flac", "third.aiff"])
  }

  @Test func paths() async throws {
    for name in ["e\u{301}.wav", "\u{E9}.wav"] {
      try folder.makeRecording(name, frequency: name.utf8.count == 6 ? 800 : 900)
    }
    try folder.makeRecording("a.wav", frequency: 1_000)
    let manager = FileManager.default
    try manager.createSymbolicLink(atPath: folder("link.wav").path, withDestinationPath: "a.wav")
    try manager.linkItem(at: folder("a.wav"), to: folder("hard.wav"))
    let summary = try await summary(
      "file,emotion,speaker", "a.wav,angry,1", "link.wav,angry,1", "hard.wav,angry,1",
      "e\u{301}.wav,sad,1", "\u{E9}.wav,sad,2", "b.wav,angry,2")
    try #require(kinds(summary) == ["same file", "same file", "Unicode forms"])
    #expect(summary.corpusProblems[0].detail.contains("lists link.wav again"))
    #expect(summary.corpusProblems[1].detail.hasPrefix("a.wav, hard.wav are one file"))
    #expect(summary.corpusProblems[2].files.count == 2)
    #expect(summary.recordings == 5)
  }

  @Test func partsOfOneFile() async throws {
    let unknown = try await summary(
      "file,emotion,source,start,end", "a.wav,angry,db/1.wav,0,1", "b.wav,sad,db/1.wav,1,2",
      "c.wav,angry,db/2.wav,0,1", "d.wav,sad,,,")
    #expect(kinds(unknown) == ["no speakers", "parts of one file"])
    #expect(
      unknown.corpusProblems.last?.files
        == ["a.wav", "b.wav"].map {
          folder($0).standardizedFileURL.path
        })
    let apart = try await summary(
      "file,emotion,speaker,split,source,start,end", "a.wav,angry,1,train,db/1.wav,0,1",
      "b.wav,sad,2,test,db/1.wav,1,2", "c.wav,angry,2,train,db/2.wav,0,1",
      "d.wav,sad,1,train,db/2.wav,1,2")
    #expect(kinds(apart) == ["parts of one file"])
    #expect(
      apart.corpusProblems.first?.detail.contains("2 recordings are parts of 1.wav, that") == true)
  }

  @Test func aNameThatWasProbablyMeantIsTold() async throws {
    try folder.makeRecording("A.WAV")
    try FileManager.default.createSymbolicLink(
      atPath: folder("gone.wav").path, withDestinationPath: "none")
    let text = "file,emotion\na.wav,angry\ngone.wav,sad\n"
    let summary = try await CorpusSummary(
      of: Manifest(contentsOf: folder.write(Data(text.utf8), to: "m.csv")))
    #expect(summary.problems.map(\.kind) == [.missing, .missing])
    #expect(summary.problems[0].detail.hasSuffix(": there is A.WAV"))
    #expect(summary.problems[1].detail == "it is a link to none, where nothing lies")
  }
}
