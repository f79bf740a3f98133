import Files
import Foundation
import Speech
import TestSupport
import Testing

@Suite struct ManifestTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func manifest(_ text: String) throws -> Manifest {
    try Manifest(contentsOf: folder.write(Data(text.utf8), to: "m.csv"))
  }

  private func refusal(_ text: String) throws -> String {
    let url = try folder.write(Data(text.utf8), to: "m.csv")
    do throws(FileError) {
      _ = try Manifest(contentsOf: url)
      return ""
    } catch {
      return error.description
    }
  }

  @Test func readsEveryColumn() throws {
    let manifest = try manifest(
      """
      file,emotion,speaker,gender,session,language,corpus
      a/1.wav,angry,03,male,1,deu,emodb
      /data/2.flac,sad,,,,,

      """)
    #expect(manifest.warnings.isEmpty)
    #expect(
      manifest.recordings == [
        Recording(
          url: folder("a/1.wav").standardizedFileURL, emotion: "angry", speaker: "03",
          gender: "male", session: "1", language: "deu", corpus: "emodb"),
        Recording(url: URL(fileURLWithPath: "/data/2.flac"), emotion: "sad"),
      ])
  }

  @Test func readsWhatSpreadsheetsWrite() throws {
    let manifest = try manifest(
      "\u{FEFF}age,emotion,file,note\r\n31,angry,\"a, b.wav\",\"said \"\"no\"\"\"\r\n")
    #expect(manifest.furtherColumns == ["age", "note"])
    let recording = try #require(manifest.recordings.first)
    #expect(recording.url.lastPathComponent == "a, b.wav")
    #expect(recording.further == ["age": "31", "note": "said \"no\""])
  }

  @Test func keepsADuplicateOnceWithAWarning() throws {
    let manifest = try manifest(
      "file,emotion\na.wav,angry\nb.wav,sad\n./x/../a.wav,angry\n")
    #expect(manifest.recordings.map(\.emotion) == ["angry", "sad"])
    try #require(manifest.warnings.count == 1)
    #expect(manifest.warnings[0].contains("line 4 lists ./x/../a.wav again, which line 2 lists"))
  }

  /// Which row counted would depend on their order.
  @Test(arguments: [
    "emotion,sad,happy", "speaker,1,", "corpus,a,b", "session,1,2", "split,train,test",
  ])
  func refusesRowsThatContradictEachOther(case text: String) throws {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    let label = parts[0] == "emotion" ? "" : ",emotion"
    let rows = parts[1...].map { "b.wav,\($0)\(label.isEmpty ? "" : ",sad")\n" }
    let message = try refusal("file,\(parts[0])\(label)\n\(rows.joined())")
    #expect(message.contains("lines 2 and 3 both list b.wav, the one with \(parts[1]), the other"))
  }

  @Test func refusesWhatIsIncomplete() throws {
    let path = folder("m.csv").path
    let column = try refusal("file,label,speaker\na.wav,angry,1\n")
    #expect(column.hasPrefix("\(path): the column emotion is missing"))
    #expect(
      column.contains("the header has file, label, speaker; rename the column label to emotion"))
    let both = try refusal("Path,Class\na.wav,angry\n")
    #expect(both.contains("rename the column Path to file and rename the column Class to emotion"))
    #expect(try refusal("x,emotion\na.wav,angry\n").contains("add or rename a column"))
    #expect(try refusal("a.wav,angry\nb.wav,sad\n").contains("write a header above it"))
    #expect(try refusal("wav,emotion\na.wav,angry\n").contains("the column file is missing"))
    #expect(try refusal("file,emotion\n").contains("no row"))
    #expect(try refusal("").contains("empty"))
    #expect(try refusal("file,emotion\na.wav,angry\nb.wav, \n").contains("line 3 has no emotion"))
    for label in ["\"an\ngry\"", "an\u{1B}[31mgry"] {
      #expect(
        try refusal("file,emotion\na.wav,\(label)\n").contains(
          "line 2 has a line break or another control character in the column emotion"))
    }
    #expect(throws: FileError.missing(path: folder("none.csv").path)) {
      _ = try Manifest(contentsOf: folder("none.csv"))
    }
  }

  @Test func writesWhatItReads() throws {
    let recordings = [
      Recording(
        url: folder("wav/a, b.wav"), emotion: "angry", speaker: "03", further: ["age": "31"]),
      Recording(url: URL(fileURLWithPath: "/elsewhere/c.wav"), emotion: "sad", language: "ita"),
    ]
    try Manifest.write(recordings, furtherColumns: ["age"], to: folder("m.csv"))
    #expect(
      try String(contentsOf: folder("m.csv"), encoding: .utf8) == """
        file,emotion,speaker,gender,session,language,corpus,age
        "wav/a, b.wav",angry,03,,,,,31
        /elsewhere/c.wav,sad,,,,ita,,

        """)
    let again = try Manifest(contentsOf: folder("m.csv"))
    #expect(again.recordings.map(\.url.path) == recordings.map(\.url.standardizedFileURL.path))
    #expect(again.recordings[0].further == ["age": "31"])
  }

  @Test func readsTheHeaderInAnyCase() throws {
    let manifest = try manifest(
      "File, EMOTION ,Speaker,Split,Age\na.wav,angry,1,train,31\n,, ,,\nb.wav,sad,2,test,40\n")
    #expect(manifest.recordings.map(\.speaker) == ["1", "2"])
    #expect(manifest.recordings.map { $0.further["split"] } == ["train", "test"])
    #expect(manifest.furtherColumns == ["split", "Age"] && manifest.warnings.isEmpty)
    #expect(
      try refusal("file,emotion,Emotion\na.wav,angry,sad\n").contains(
        "the column emotion twice (\"emotion\" and \"Emotion\")"))
  }

  @Test func pointsOutColumnsThatAreNotUsed() throws {
    let named = try manifest("file,emotion,Speaker_ID\na.wav,angry,1\n")
    #expect(named.recordings[0].further == ["Speaker_ID": "1"])
    #expect(
      named.warnings.count == 1 && named.warnings[0].contains("Speaker_ID is kept and not used"))
    #expect(try manifest("file,emotion,speaker,actor\na.wav,angry,1,2\n").warnings.isEmpty)
    for (column, meant) in [
      ("participant", "speaker"), ("Talker", "speaker"), ("person_id", "speaker"),
      ("subject", "speaker"), ("partition", "split"), ("Subset", "split"), ("set", "split"),
      ("dataset_split", "split"), ("dataset", "corpus"),
    ] {
      let told = try manifest("file,emotion,\(column)\na.wav,angry,1\n").warnings
      #expect(
        told.count == 1
          && told[0].contains("column \(column) is kept and not used; rename it to \(meant)"),
        "\(told)")
    }
    #expect(try manifest("file,emotion,split,set\na.wav,angry,train,2\n").warnings.isEmpty)
    for (columns, told) in [
      ("start,end", "columns start and end are"),
      ("Offset,duration", "columns Offset and duration"),
      ("channel,age", "column channel is"),
    ] {
      let parts = try manifest("file,emotion,\(columns)\na.wav,angry,0,1\n")
      #expect(parts.warnings.count == 1 && parts.warnings[0].contains(told), "\(parts.warnings)")
      #expect(parts.warnings.allSatisfy { $0.contains("a row is a whole recording") })
    }
  }

  @Test func knowsOfWhichFileAPartIs() throws {
    let manifest = try manifest(
      "file,emotion,source,start,end\na.wav,angry, db/b.wav,0,1\nc.wav,sad,,,\n")
    let source = folder("db/b.wav").standardizedFileURL
    #expect(manifest.warnings.isEmpty)
    #expect(manifest.recordings.map { $0.source?.path } == [source.path, nil])
    // In another folder the path is another.
    try Folder.create(folder("below"))
    try Manifest.write(
      manifest.recordings, furtherColumns: manifest.furtherColumns, to: folder("below/m.csv"))
    let moved = try Manifest(contentsOf: folder("below/m.csv")).recordings
    #expect(moved.map { $0.source?.path } == [source.path, nil])
    // Where somebody calls something else so, rows are no parts.
    #expect(try self.manifest("file,emotion,source\na.wav,sad,radio\n").recordings[0].source == nil)
  }

  @Test func ofManyColumnsAFewAreNamed() throws {
    let error = try refusal(
      "a," + (0..<1_582).map { "f\($0)" }.joined(separator: ",") + "\n"
        + Array(repeating: "1", count: 1_583).joined(separator: ",") + "\n")
    #expect(error.contains("has a, f0, f1, f2, f3, f4, f5, f6, f7, f8 and 1573 more;"), "\(error)")
  }

  @Test func refusesPartsOfARecording() throws {
    let error = try refusal("file,emotion,start,end\na.wav,angry,0,1\na.wav,sad,1,2\n")
    #expect(error.contains("lines 2 and 3 list different parts of a.wav"), "\(error)")
  }

  @Test(arguments: [
    (#"C:\data\a.wav"#, "is a path of Windows"), ("C:/data/a.wav", "is a path of Windows"),
    (#"\\server\a.wav"#, "is a path of Windows"), (#"wav\a.wav"#, "write / there: wav/a.wav"),
    ("~/a.wav", "begins with ~"), ("file:///data/a.wav", "is an address"),
  ])
  func refusesPathsOfOtherSystems(path: String, what: String) throws {
    let error = try refusal("file,emotion\nb.wav,sad\n\(path),angry\n")
    #expect(error.contains("line 3: ") && error.contains(what), "\(error)")
  }

  @Test func takesABackslashThatIsInTheName() throws {
    _ = try folder.write(Data(), to: #"a\b.wav"#)
    let manifest = try manifest("file,emotion\na\\b.wav,angry\n")
    #expect(manifest.recordings.map(\.url.lastPathComponent) == [#"a\b.wav"#])
  }

  @Test func filesInTwoUnicodeFormsAreTwo() throws {
    let manifest = try manifest("file,emotion\ne\u{301}.wav,angry\n\u{E9}.wav,sad\n")
    #expect(manifest.recordings.map(\.emotion) == ["angry", "sad"] && manifest.repeats.isEmpty)
  }

  @Test func namesAFewRepeatsAndCountsTheRest() throws {
    let manifest = try manifest("file,emotion\n" + String(repeating: "a.wav,angry\n", count: 9))
    #expect(manifest.recordings.count == 1 && manifest.repeats.count == 8)
    #expect(manifest.warnings.count == 6)
    #expect(try #require(manifest.warnings.last).hasSuffix("3 more lines list recordings again."))
  }
}
