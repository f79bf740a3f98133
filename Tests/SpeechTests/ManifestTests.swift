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
      "file,emotion\na.wav,angry\nb.wav,sad\n./x/../a.wav,angry\nb.wav,happy\n")
    #expect(manifest.recordings.map(\.emotion) == ["angry", "sad"])
    try #require(manifest.warnings.count == 2)
    #expect(manifest.warnings[0].contains("line 4 lists ./x/../a.wav again, which line 2 lists"))
    #expect(manifest.warnings[1].contains("though line 3 says sad and this happy"))
  }

  @Test func refusesWhatIsIncomplete() throws {
    let path = folder("m.csv").path
    let column = try refusal("file,label,speaker\na.wav,angry,1\n")
    #expect(column.hasPrefix("\(path): the column emotion is missing"))
    #expect(column.contains("the header has file, label, speaker; add or rename a column"))
    #expect(try refusal("wav,emotion\na.wav,angry\n").contains("the column file is missing"))
    #expect(try refusal("file,emotion\n").contains("no row"))
    #expect(try refusal("").contains("empty"))
    #expect(try refusal("file,emotion\na.wav,angry\nb.wav, \n").contains("line 3 has no emotion"))
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
}
