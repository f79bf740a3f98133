import Files
import Foundation
import Speech
import TestSupport
import Testing

@Suite struct FeatureTableTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: ["csv", "arff", "npz", "safetensors"], [nil, ["sad", "it's, odd"]])
  func readsWhatItWrites(ending: String, labels: [String]?) throws {
    let kind = FeatureKind.is10(.paralingCompat, sampleRate: 44_100, switches: ["jitter-fix"])
    let table = SmallTables.table(kind, labels: labels)
    let url = folder("table.\(ending)")
    try table.write(to: url)
    #expect(try FeatureTable(contentsOf: url) == table)
    // Another table in its place is read as that.
    let other = SmallTables.table(labels: labels)
    try other.write(to: url)
    #expect(try FeatureTable(contentsOf: url) == other)
  }

  @Test(arguments: ["csv", "arff", "npz", "safetensors"])
  func keepsFeaturesOfOtherSets(ending: String) throws {
    let table = SmallTables.table(FeatureKind(set: "codes", variant: "z = 2"), files: ["ä.wav"])
    try table.write(to: folder("codes.\(ending)"))
    #expect(try FeatureTable(contentsOf: folder("codes.\(ending)")) == table)
  }

  @Test(arguments: ["csv", "arff", "npz", "safetensors"])
  func keepsItsNotes(ending: String) throws {
    let notes = FeatureNotes(
      leftOut: [
        LeftOutRecording(
          file: "ä 'c.wav", cause: .tooShort, reason: "it lasts 10 ms, \"too\" short"),
        LeftOutRecording(file: "d.wav", cause: .unreadable, reason: "the file is empty"),
      ], problems: [RecordingProblem(file: "a.wav", kind: .silent, detail: "no sound, none")])
    let table = SmallTables.table().noting(notes)
    let url = folder("table.\(ending)")
    try table.write(to: url)
    #expect(try FeatureTable(contentsOf: url) == table)
    #expect(table.rows([1]).notes == notes)
    try SmallTables.table().write(to: url)
    #expect(try FeatureTable(contentsOf: url).notes == FeatureNotes())
  }

  @Test func aRecordingThatIsLeftOutIsNotTakenForAnotherOfItsName() {
    let table = SmallTables.table(files: ["/b/1.wav", "/b/2.wav"]).noting(
      FeatureNotes(leftOut: [LeftOutRecording(file: "/a/1.wav", cause: .tooShort, reason: "short")])
    )
    func recording(_ path: String) -> Recording {
      Recording(url: URL(filePath: path), emotion: "sad")
    }
    // Moved ones are found by their names.
    let places = table.places(
      of: ["/a/1.wav", "/c/2.wav", "/c/3.wav"].map { recording($0) })
    #expect(places == [.leftOut(table.notes.leftOut[0]), .row(1), nil])
    #expect(table.places(of: [recording("/c/1.wav")]) == [nil])
  }

  /// Names that are hard to write: quotes, ends of lines, what other columns are called.
  @Test(arguments: ["csv", "arff", "npz", "safetensors"])
  func keepsOddNames(ending: String) throws {
    let table = FeatureTable(
      kind: FeatureKind(set: "c d\n@data", variant: "'"),
      names: ["a\\,b\t\t\t\tc", "start", "\"\u{301}"],
      files: ["'a'", "b\r\nc\td", "% \\n'\u{301}"], values: [0, 1, 2, 3, 4, 5, 6, 7, 8],
      labels: ["x\u{0B}", "it's,\ty", " {?} "])
    try table.write(to: folder("odd.\(ending)"))
    #expect(try FeatureTable(contentsOf: folder("odd.\(ending)")) == table)
  }

  @Test func writesNumPysArrayWithItsNamesBeside() throws {
    let table = SmallTables.table()
    try table.write(to: folder("table.npy"))
    let array = try NPYArray(contentsOf: folder("table.npy"))
    #expect(array.shape == [2, 1582] && array.floats == table.values)
    let beside = try String(contentsOf: folder("table.npy.json"), encoding: .utf8)
    #expect(beside.contains("16000") && beside.contains("F0final__Turn_duration"))
  }

  @Test func aTableWithoutKindIsKnownByItsNames() throws {
    for variant in Emobase2010.Variant.allCases {
      let table = SmallTables.table(.is10(variant))
      let url = folder("\(variant.rawValue).csv")
      try table.write(to: url)
      try FileManager.default.removeItem(at: folder("\(variant.rawValue).csv.json"))
      #expect(try FeatureTable(contentsOf: url).kind == .is10(variant))
    }
  }

  @Test(arguments: [
    (
      SmallTables.csv(
        separator: ";", header: ["name", "frameTime"], rows: [["'a'", "0"], ["'b'", "0"]]),
      ["a", "b"]
    ),
    (SmallTables.csv(separator: ";", header: ["frameTime"], rows: [["0.000000"]]), ["smile"]),
    (
      SmallTables.csv(
        header: ["file", "start", "end"], rows: [["a", "0 days", "0 days 00:00:02"]]), ["a"]
    ),
  ])
  func readsOpenSMILEsCSV(bytes: Data, files: [String]) throws {
    let table = try FeatureTable(contentsOf: folder.write(bytes, to: "smile.csv"))
    #expect(table.files == files && table.labels == nil)
    #expect(Array(table[0]) == SmallTables.names.indices.map { Float($0) / 8 })
  }

  @Test func readsOpenSMILEsARFF() throws {
    let attributes =
      "@relation smile\n@attribute name string\n@attribute frameTime numeric\n"
      + SmallTables.names.map { "@attribute \($0) numeric\n" }.joined()
    let values = SmallTables.names.indices.map { "\(Float($0) / 8)" }.joined(separator: ",")
    func read(_ text: String) throws -> FeatureTable {
      try FeatureTable(contentsOf: folder.write(Data(text.utf8), to: "smile.arff"))
    }
    let unlabelled = try read(
      attributes + "@attribute class numeric\n\n@data\n\n'a',0.0,\(values),?\r\n% done\n")
    #expect(unlabelled.files == ["a"] && unlabelled.labels == nil)
    #expect(unlabelled.kind == .is10(.emobase2010))
    let labelled = try read(
      attributes + "@ATTRIBUTE class { sad , 'not sad' }\n@DATA\na , 0, \(values), 'not sad'\n")
    #expect(labelled.labels == ["not sad"])
    #expect(Array(labelled[0]) == Array(unlabelled[0]))
  }

  @Test func joinsOnlyWhatIsOfOneKind() throws {
    let table = SmallTables.table(labels: ["x", "y"])
    let both = try table.joined(with: SmallTables.table(files: ["e"], labels: ["z"]))
    #expect(both.files == ["a.wav", "b c'd.wav", "e"] && both.labels == ["x", "y", "z"])
    #expect(both[2] == table[0].prefix(1582) || Array(both[2]) == Array(table[0]))
    for kind in [
      FeatureKind.is10(.emobase2010), .is10(.emobase2010, sampleRate: 8_000),
      .is10(.paraling, sampleRate: 16_000),
      .is10(.emobase2010, sampleRate: 16_000, switches: ["loudness-fix"]),
    ] {
      let error = #expect(throws: CorpusError.self) {
        try table.joined(with: SmallTables.table(kind, files: ["e"]))
      }
      #expect(try #require(error).description.contains("\(kind)"))
    }
    let error = #expect(throws: CorpusError.self) { try table.joined(with: table) }
    #expect(try #require(error).description.contains("a.wav"))
  }

  @Test func findsTheRowsOfRecordings() throws {
    let recordings = ["x/a.wav", "y/b.wav", "z/b.wav", "x/c.flac", "x/d.wav"].map {
      Recording(url: folder($0), emotion: "sad")
    }
    let table = SmallTables.table(files: ["c", "a", folder("y/b.wav").path])
    #expect(
      table.places(of: recordings) == [.row(1), .row(2), nil, .row(0), nil])
    #expect(table.rows([2, 0]).files == [folder("y/b.wav").path, "c"])
    #expect(Array(table.rows([2, 0])[1]) == Array(table[0]))
  }
}
