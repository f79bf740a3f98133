import Files
import Foundation
import Speech
import TestSupport
import Testing

@Suite struct FeatureMatchingTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func table(_ names: [String]) -> FeatureTable {
    FeatureTable(
      kind: FeatureKind(set: "toy", variant: "1"), names: ["f"],
      files: names.map { folder("\($0).wav").path }, values: names.indices.map { Float($0) })
  }

  private func manifest(_ rows: [String]) throws -> Manifest {
    let text = (["file,emotion,speaker,corpus"] + rows).joined(separator: "\n")
    return try Manifest(contentsOf: folder.write(Data(text.utf8), to: "m.csv"))
  }

  @Test func saysWhichRowsTheManifestDoesNotList() throws {
    let matched = try table(["a", "b", "c"]).matched(
      with: try manifest(["b.wav,sad,1,", "a.wav,sad,2,", "d.wav,sad,2,"]))
    #expect(matched.table.values == [1, 0] && matched.owners.map(\.speaker) == ["1", "2"])
    #expect(matched.table.notes.leftOut.map(\.cause) == [.unlisted])
  }

  /// é in one code point and in two: two files, whose names equal each other as texts.
  @Test func namesAreToldApartByTheirBytes() throws {
    let names = ["\u{E9}", "e\u{301}"]
    let list = names.reversed().map { "\($0).wav,sad,1," }
    #expect(try table(names).matched(with: try manifest(list)).table.values == [1, 0])
  }

  /// A corpus beside another one, with the same names.
  @Test func aRowOfAnotherFileOfThatNameIsNone() throws {
    for (place, text) in [("a/1.wav", "x"), ("b/1.wav", "y"), ("c/1.wav", "x")] {
      try Folder.create(folder(place).deletingLastPathComponent())
      _ = try folder.write(Data(text.utf8), to: place)
    }
    let table = table(["a/1"])
    func place(_ file: String) -> FeatureTable.Place? {
      table.places(of: [Recording(url: folder(file), emotion: "sad")])[0]
    }
    #expect(place("a/1.wav") == .row(0))
    #expect(place("b/1.wav") == .namesake(folder("a/1.wav").path))
    // A copy of it, and what lies elsewhere by now.
    #expect(place("c/1.wav") == .row(0))
    #expect(place("gone/1.wav") == .row(0))
  }

  /// The table keeps what its features are of, wherever that lies by now.
  @Test func aRowIsOfTheBytesThatItWasComputedOf() throws {
    try Folder.create(folder("b"))
    let was = try ContentHash(contentsOf: folder.write(Data("x".utf8), to: "a.wav")).hex
    _ = try folder.write(Data("x".utf8), to: "b/a.wav")
    let table = table(["a"]).noting(
      FeatureNotes(recordings: [folder("a.wav").path: was]))
    func place(_ file: String) -> FeatureTable.Place? {
      table.places(of: [Recording(url: folder(file), emotion: "sad")])[0]
    }
    #expect(place("a.wav") == .row(0) && place("b/a.wav") == .row(0))
    #expect(place("gone/a.wav") == .row(0), "nothing is there to be another")
    for file in ["a.wav", "b/a.wav"] { _ = try folder.write(Data("y".utf8), to: file) }
    #expect(place("a.wav") == .changed(0))
    #expect(place("b/a.wav") == .namesake(folder("a.wav").path))
    let matched = try table.joined(
      with: FeatureTable(
        kind: table.kind, names: table.names, files: [folder("c.wav").path], values: [1])
    ).matched(with: manifest(["a.wav,sad,1,", "c.wav,sad,1,"]))
    #expect(matched.table.files == [folder("c.wav").path])
    #expect(
      matched.table.notes.leftOut.map(\.reason) == [
        "it is another recording than its features are of"
      ])
  }

  @Test func whatIsKnownByItsNameAloneIsTold() throws {
    func found(_ file: String, in table: FeatureTable) -> String? {
      let recordings = [Recording(url: folder(file), emotion: "sad")]
      return table.foundByName(
        recordings, places: table.places(of: recordings), source: "t.csv")
    }
    #expect(found("b/1.wav", in: table(["a/1"]))?.hasPrefix("t.csv: 1 recording is known") == true)
    #expect(found("x/a/1.wav", in: table(["y/a/1"])) != nil, "a is any corpus's folder")
    #expect(found("x/c/a/1.wav", in: table(["y/c/a/1"])) == nil, "moved with its folders")
    let bare = FeatureTable(
      kind: FeatureKind(set: "toy", variant: "1"), names: ["f"], files: ["1"], values: [0])
    #expect(found("b/1.wav", in: bare)?.contains("by the row of 1; see") == true)
  }

  /// Two files of one name, known by their folders, from wherever the program runs.
  @Test func namesBelowFoldersAreEnough() {
    let named = FeatureTable(
      kind: FeatureKind(set: "toy", variant: "1"), names: ["f"],
      files: ["a/1.wav", "./b/1.wav", "wav/2.wav"], values: [0, 1, 2])
    let recordings = ["b/1.wav", "a/1.wav", "c/1.wav", "else/2.wav"].map {
      Recording(url: folder($0), emotion: "sad")
    }
    let places = named.places(of: recordings)
    #expect(places == [.row(1), .row(0), nil, .row(2)])
    let told = named.foundByName(recordings, places: places, source: "t.csv")
    #expect(
      told?.hasPrefix("t.csv: 1 recording is known") == true && told?.contains("else/2") == true)
    let others = ["/x/a/1.wav", "/y/a/1.wav"].map {
      Recording(url: URL(filePath: $0), emotion: "sad")
    }
    #expect(named.places(of: others) == [nil, nil], "either could be it")
  }

  /// A part is known by its file and bounds, whatever the file that it was cut to.
  @Test func aPartOfTheNamedFileIsNotKnownByItsNameAlone() {
    func table(_ file: String) -> FeatureTable {
      FeatureTable(
        kind: FeatureKind(set: "toy", variant: "1"), names: ["f"],
        files: ["\(file)#t=1,2.5"], values: [0])
    }
    let cut = Recording(
      url: folder("cut/7.wav"), emotion: "sad", source: folder("b/long.wav"),
      further: ["start": "1", "end": "2.5"])
    func told(_ table: FeatureTable) -> String? {
      table.foundByName([cut], places: table.places(of: [cut]), source: "t.csv")
    }
    #expect(told(table(folder("b/long.wav").path)) == nil)
    #expect(told(table(folder("a/long.wav").path)) != nil)
  }

  @Test func speakersAreOfTheirCorpus() throws {
    let matched = try table(["a", "b"]).matched(
      with: try manifest(["a.wav,sad,03,x", "b.wav,sad,03,y"]))
    #expect(
      matched.owners == [.init(speaker: "x:03", corpus: "x"), .init(speaker: "y:03", corpus: "y")])
  }
}
