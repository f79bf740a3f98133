import Files
import Foundation
import Speech
import TestSupport
import Testing

/// Databases with several tables, as the package audformat writes them.
@Suite struct AudformatTablesTests {
  private let folder: TemporaryFolder

  init() throws { folder = try .ofAudformat() }

  private func refusal(_ reader: Audformat = Audformat()) throws -> String {
    do throws(CorpusError) {
      _ = try reader.read(folder("db"))
      return ""
    } catch {
      return error.description
    }
  }

  /// As EMO-DB 1.4 is published.
  private static let header = """
    name: mine
    languages: [deu]
    schemes:
      emotion: {dtype: str, labels: [anger, happiness]}
      speaker: {dtype: int, labels: speaker}
      gender: {dtype: str, labels: [female, male]}
      language: {dtype: str}
    splits:
      exam: {type: test}
    tables:
      emotion.first.gold_standard:
        type: filewise
        split_id: exam
        columns:
          emotion: {scheme_id: emotion}
      emotion.categories.train.gold_standard:
        type: filewise
        columns:
          emotion: {scheme_id: emotion}
          vote: {scheme_id: emotion}
      files:
        type: filewise
        columns:
          person: {scheme_id: speaker}
      notes: {type: filewise, columns: {text: {}}}
    misc_tables:
      speaker:
        levels: {id: int}
        columns:
          gender: {scheme_id: gender}
          language: {scheme_id: language}
    """
  private static let tables = [
    "emotion.first.gold_standard": "file,emotion\nwav/a.wav,anger\n",
    "emotion.categories.train.gold_standard":
      "file,emotion,vote\nwav/b.wav,happiness,anger\nwav/c.wav,,anger\n",
    "files": "file,person\nwav/a.wav,3\nwav/b.wav,8\nwav/c.wav,8\n",
    "notes": "file,text\nwav/a.wav,loud\n",
    "speaker": "id,gender,language\n3,male,deu\n8,female,eng\n",
  ]

  @Test func aTableInAnotherFormBesideItsCSVIsTold() throws {
    try folder.makeDatabase(Self.header, Self.tables)
    for ending in ["parquet", "pkl"] {
      _ = try folder.write(Data("PAR1".utf8), to: "db/db.files.\(ending)")
    }
    let warnings = try Audformat().read(folder("db")).warnings
    #expect(warnings.count == 1)
    #expect(warnings.first?.contains("db.files.parquet and db.files.pkl, which are not") == true)
  }

  /// Without a slash at the end of the path as with it.
  @Test(arguments: ["", "/"])
  func everyTableOfTheSchemeIsRead(slash: String) throws {
    try folder.makeDatabase(Self.header, Self.tables)
    let contents = try Audformat().read(URL(filePath: folder("db").path + slash))
    #expect(
      contents.lines == ["a.wav angry 3 male  deu test", "b.wav happy 8 female  eng train"])
    #expect(contents.furtherColumns == ["split"] && contents.warnings.isEmpty)
    #expect(
      contents.notes == [
        "labels of emotion.categories.train.gold_standard (emotion, split train), "
          + "emotion.first.gold_standard (emotion, split test)",
        "other labels, not used: emotion.categories.train.gold_standard: vote",
        "tables not used: notes (text)",
      ])
    #expect(
      contents.skipped.map { "\($0.url.lastPathComponent): \($0.reason)" } == [
        "c.wav: it has no emotion", "d.wav: no table gives it an emotion",
      ])
  }

  @Test func tablesAndColumnsAreChosen() throws {
    try folder.makeDatabase(Self.header, Self.tables)
    let name = "emotion.categories.train.gold_standard"
    let votes = try Audformat(tables: [name], column: "vote").read(folder("db"))
    #expect(
      votes.lines == ["b.wav angry 8 female  eng train", "c.wav angry 8 female  eng train"])
    #expect(
      try #require(votes.notes.last)
        == "tables not used: emotion.first.gold_standard (emotion), notes (text)")
    #expect(try refusal(Audformat(tables: ["files"])).contains("those that have are emotion.cat"))
    #expect(
      try refusal(Audformat(column: "mood")).contains("files (person), notes (text)"))
    try folder.makeDatabase(Self.header, [name: "file,first,vote\nwav/b.wav,anger,anger\n"])
    try folder.makeDatabase(
      Self.header.replacing(
        "emotion: {scheme_id: emotion}\n      vote", with: "first: {scheme_id: emotion}\n      vote"
      ),
      [:])
    #expect(
      try refusal().contains("several columns of labels, first, vote; choose one with --column"))
  }

  @Test func contradictionsAreNamed() throws {
    try folder.makeDatabase(
      "name: mine",
      [
        "acted": "file,emotion\nwav/a.wav,anger\nwav/b.wav,joy\nwav/c.wav,anger\n",
        "heard": "file,emotion\nwav/a.wav,anger\nwav/b.wav,sadness\nwav/c.wav,boredom\n",
      ])
    let error = try refusal()
    #expect(error.contains("the tables acted, heard contradict each other on 2 files"))
    #expect(error.contains("wav/b.wav (joy, sadness) and wav/c.wav (anger, boredom)"))
    #expect(error.contains("--table acted"))
    let contents = try Audformat(tables: ["heard", "acted"]).read(folder("db"))
    #expect(contents.recordings.map(\.emotion) == ["angry", "sad", "bored"])
    #expect(
      contents.warnings.count == 1 && contents.warnings[0].contains("wav/b.wav (sadness, joy)"))
    #expect(try Audformat(tables: ["heard"]).read(folder("db")).warnings.isEmpty)
  }

  /// A path, one with a `.`, one through a folder and back, and a link.
  @Test func oneFileUnderSeveralSpellingsIsOne() throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder("db/link.wav").path, withDestinationPath: "wav/a.wav")
    let spellings = ["./wav/a.wav", "wav/../wav/a.wav", "link.wav", folder("db/wav/a.wav").path]
    for spelling in spellings {
      let parts = "file,start,end,emotion\nwav/b.wav,0,0.05,joy\n"
      try folder.makeDatabase(
        "name: mine", ["parts": parts + "wav/a.wav,0,0.05,anger\n\(spelling),0,0.05,sadness\n"])
      let contents = try Audformat().read(folder("db"))
      #expect(contents.recordings.map(\.url.lastPathComponent) == ["b.wav"], "\(spelling)")
      #expect(
        contents.skipped.map(\.detail).contains("anger, sadness")
          && contents.skipped.first?.reason == "one table labels it differently")
    }
    try folder.makeDatabase(
      "name: mine",
      [
        "parts": "file,start,end,emotion\nwav/a.wav,0,0.05,anger\nwav/b.wav,0,0.05,joy\n",
        "more": "file,start,end,emotion\nlink.wav,0,0.05,sadness\n./wav/b.wav,0,0.05,joy\n",
      ])
    #expect(
      try refusal().contains(
        "on 1 file or parts: wav/a.wav from 0 to 0.05 s (sadness, anger); choose"))
    try FileManager.default.removeItem(at: folder("db/db.more.csv"))
  }

  @Test func partsThatShareSoundUnderTwoLabelsAreTold() throws {
    try folder.makeDatabase(
      "name: mine",
      [
        "parts": """
        file,start,end,emotion
        wav/a.wav,0,0.3,anger
        ./wav/a.wav,0.1,0.4,sadness
        wav/a.wav,0.4,0.5,anger
        wav/b.wav,0,0.3,joy
        wav/b.wav,0.1,0.2,joy
        wav/c.wav,0,0.3,joy
        wav/c.wav,0.29,0.5,anger
        """
      ])
    let contents = try Audformat().read(folder("db"))
    #expect(contents.recordings.count == 7)
    #expect(
      contents.warnings.map { $0.components(separatedBy: ": ").last } == [
        "1 part has sound in common with another that has another label, such as wav/a.wav from 0 to "
          + "0.3 s (anger) and ./wav/a.wav from 0.1 to 0.4 s (sadness); both are listed."
      ])
  }

  @Test func filesAreCountedAndNotContradictions() throws {
    try folder.makeDatabase(
      "name: mine",
      [
        "train": """
        file,emotion,speaker
        wav/a.wav,anger,x
        wav/a.wav,anger,y
        wav/a.wav,anger,z
        """,
        "test": "file,emotion\nwav/a.wav,joy\n",
      ])
    #expect(
      try refusal().contains("on 1 file or parts: wav/a.wav (joy, anger; test, train); choose"))
    let contents = try Audformat(tables: ["train"]).read(folder("db"))
    #expect(
      contents.warnings.contains { $0.contains("on the speaker of wav/a.wav (x, y, z); the first") }
    )
  }

  @Test func aFileInTwoSplitsIsNamed() throws {
    try folder.makeDatabase(
      "name: mine",
      [
        "train-1": "file,emotion\nwav/a.wav,anger\nwav/b.wav,joy\n",
        "devel": "file,emotion\nwav/a.wav,anger\n", "all": "file,emotion\nwav/a.wav,anger\n",
      ])
    let error = try refusal()
    #expect(error.contains("the tables devel, train-1 contradict") || error.contains("train-1"))
    #expect(error.contains("wav/a.wav (dev, train)"), "\(error)")
    let contents = try Audformat(tables: ["all", "train-1"]).read(folder("db"))
    #expect(contents.recordings.map { $0.further["split"] } == ["train", "train"])
  }

  @Test func aFileAsAWholeAndInPartsIsNamed() throws {
    try folder.makeDatabase(
      "name: mine",
      [
        "files": "file,emotion\nwav/a.wav,anger\nwav/b.wav,joy\n",
        "parts": "file,start,end,emotion\nwav/a.wav,0,0.05,anger\nwav/c.wav,0,0.05,joy\n",
      ])
    #expect(
      try refusal().contains("1 file or parts: wav/a.wav from 0 to 0.05 s (the whole, a part)"))
    let contents = try Audformat(tables: ["parts", "files"]).read(folder("db"))
    #expect(contents.recordings.map(\.url.lastPathComponent) == ["a.wav", "c.wav", "b.wav"])
    #expect(contents.spans.keys.sorted() == [0, 1])
  }

  @Test func whatOneTableSaysTwiceIsLeftOut() throws {
    try folder.makeDatabase(
      "name: mine",
      ["emotion": "file,emotion\nwav/a.wav,anger\nwav/a.wav,joy\nwav/b.wav,joy\nwav/b.wav,joy\n"])
    let contents = try Audformat().read(folder("db"))
    #expect(contents.recordings.map(\.url.lastPathComponent) == ["b.wav"])
    let left = try #require(contents.skipped.first)
    #expect(left.reason == "one table labels it differently" && left.detail == "anger, joy")
  }

  @Test func labelsThatAreNoneAreTold() throws {
    try folder.makeDatabase(
      "name: mine", ["emotion": "file,emotion\nwav/a.wav,nan\nwav/b.wav,joy\n"])
    let warnings = try Audformat().read(folder("db")).warnings
    #expect(
      warnings.count == 1 && warnings[0].contains("The label \"nan\" (1) counts as an emotion"))
  }

  @Test func labelsThatTheSchemeDoesNotListAreTold() throws {
    try folder.makeDatabase(
      """
      schemes:
        emotion: {dtype: str, labels: [anger, joy]}
        gender: {dtype: str, labels: [female, male]}
      tables:
        emotion: {columns: {emotion: {scheme_id: emotion}, gender: {scheme_id: gender}}}
      """,
      [
        "emotion":
          "file,emotion,gender\nwav/a.wav,anger,female\nwav/b.wav,angr,male\nwav/c.wav,angr,x\nwav/d.wav,,\n"
      ])
    let warnings = try Audformat().read(folder("db")).warnings
    #expect(
      warnings.contains {
        $0.contains(
          "the table emotion has labels that are none of those of the scheme emotion, \"angr\" (2)")
      }, "\(warnings)")
    #expect(
      warnings.contains {
        $0.contains("1 value of gender, x, is none of the labels of the scheme gender")
      }, "\(warnings)")
    #expect(warnings.count == 2)
  }

  @Test func tablesInOtherFormsAreRefusedWithTheLineThatConverts() throws {
    try folder.makeDatabase(Self.header, Self.tables)
    _ = try folder.write(Data("PAR1".utf8), to: "db/db.files.parquet")
    // The converted database keeps both.
    #expect(try Audformat().read(folder("db")).recordings.count == 2)
    try Files.Folder.remove(folder("db/db.files.csv"))
    let path = folder("db").path
    let error = try refusal()
    #expect(error.contains("db.files.parquet: tables are read as CSV"))
    #expect(
      error.contains(
        "audformat.Database.load(\"\(path)\").save(\"\(path)\", storage_format=\"csv\")"))
    try Files.Folder.remove(folder("db/db.files.parquet"))
    let contents = try Audformat().read(folder("db"))
    #expect(
      contents.warnings.count == 1 && contents.warnings[0].contains("there is no db.files.csv"))
  }

  @Test func labelsThatBecomeOneAreNamed() throws {
    try folder.makeDatabase(
      "name: mine",
      [
        "emotion":
          "file, emotion\nwav/a.wav,joy\nwav/b.wav,happiness\nwav/c.wav,N\nwav/d.wav,Calm\n"
      ]
    )
    let contents = try Audformat().read(folder("db"))
    #expect(contents.recordings.map(\.emotion) == ["happy", "happy", "N", "calm"])
    #expect(contents.warnings.count == 1)
    #expect(contents.warnings[0].hasSuffix("happiness and joy both become happy."))
  }

  @Test func pathsOfWindowsAreNamed() throws {
    try folder.makeDatabase("name: mine", ["emotion": "file,emotion\nwav\\a.wav,joy\n"])
    let error = try refusal()
    #expect(error.contains("db.emotion.csv: line 2: ") && error.contains("wav/a.wav"), "\(error)")
  }
}
