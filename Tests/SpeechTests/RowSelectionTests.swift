import Foundation
import Speech
import TestSupport
import Testing

@Suite struct RowSelectionTests {
  private let folder: TemporaryFolder
  private let manifest: Manifest

  init() throws {
    folder = try TemporaryFolder()
    let rows = [
      "file,emotion,language,corpus,level", "a.wav,sad,cmn,esd,2", "b.wav,sad,eng,esd,2",
      "c.wav,angry,cmn,esd,1", "d.wav,happy,deu,emodb,", "e.wav,sad,,emodb,1",
    ]
    manifest = try Manifest(
      contentsOf: folder.write(Data(rows.joined(separator: "\n").utf8), to: "m.csv"))
  }

  private func names(_ conditions: String...) throws -> String {
    try manifest.selecting(RowSelection(parsing: conditions)).recordings
      .map { $0.url.deletingPathExtension().lastPathComponent }.joined()
  }

  @Test func columnsMustAllHoldAndWordsOfOneColumnNeedNot() throws {
    #expect(try names() == "abcde")
    #expect(try names("language=cmn") == "ac")
    #expect(try names(" language = cmn ", "language=deu") == "acd")
    #expect(try names("language=cmn", "emotion=sad") == "a")
    #expect(try names("level=2") == "ab" && names("level=") == "d" && names("language=") == "e")
    #expect(try names("file=\(folder("b.wav").standardizedFileURL.path)") == "b")
    let selected = try manifest.selecting(.mandarinOfESD)
    #expect(selected.recordings.count == 4 && selected.notSelected.map(\.language) == ["eng"])
  }

  @Test func whatIsNotSelectedIsCounted() throws {
    let selected = try manifest.selecting(RowSelection(parsing: ["language=cmn"]))
    #expect(
      selected.selectionSentence
        == "\(manifest.url.path): 2 of 5 recordings are selected by --where.")
    let chosen = try ClassSelection(classes: ["sad"])(selected)
    #expect(
      chosen.leftOut.sentence(of: chosen.all)
        == "4 of 5 recordings are left out: 3 not selected by --where (2 sad, 1 happy); 1 with a label that "
        + "is none of the classes (1 angry)")
    #expect(manifest.selectionSentence == nil && manifest.notSelected.isEmpty)
  }

  @Test func whatMakesNoSenseIsRefused() throws {
    for text in ["language", "=cmn", ""] {
      let error = #expect(throws: CorpusError.self) { try RowSelection(parsing: [text]) }
      #expect(error?.description.contains("--where \(text) is not of the form") == true)
    }
    let column = #expect(throws: CorpusError.self) { try names("lang=cmn") }
    #expect(column?.description.contains("there is no column lang, which --where lang=cmn") == true)
    #expect(column?.description.contains("language, corpus, level.") == true)
    let none = #expect(throws: CorpusError.self) { try names("language=ita") }
    #expect(
      none?.description.contains(
        "no recording is left by --where language=ita; the column language has \"\", cmn, deu, eng")
        == true)
  }
}
