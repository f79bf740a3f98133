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
    let matched = table(["a", "b", "c"]).matched(
      with: try manifest(["b.wav,sad,1,", "a.wav,sad,2,", "d.wav,sad,2,"]))
    #expect(matched.table.values == [1, 0] && matched.owners.map(\.speaker) == ["1", "2"])
    #expect(matched.table.notes.leftOut.map(\.cause) == [.unlisted])
  }

  /// é in one code point and in two: two files, whose names equal each other as texts.
  @Test func namesAreToldApartByTheirBytes() throws {
    let names = ["\u{E9}", "e\u{301}"]
    let list = names.reversed().map { "\($0).wav,sad,1," }
    #expect(table(names).matched(with: try manifest(list)).table.values == [1, 0])
  }

  @Test func speakersAreOfTheirCorpus() throws {
    let matched = table(["a", "b"]).matched(
      with: try manifest(["a.wav,sad,03,x", "b.wav,sad,03,y"]))
    #expect(
      matched.owners == [.init(speaker: "x:03", corpus: "x"), .init(speaker: "y:03", corpus: "y")])
  }
}
