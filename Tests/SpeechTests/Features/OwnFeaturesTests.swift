import Files
import Foundation
import TestSupport
import Testing

@testable import Speech

/// Tables of features that other programs write, of any width.
struct OwnFeaturesTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func table(_ text: String, _ name: String = "f.csv") throws -> FeatureTable {
    try FeatureTable(contentsOf: folder.write(Data(text.utf8), to: name))
  }

  private func recording(_ path: String, part: (String, String, String)? = nil) -> Recording {
    Recording(
      url: folder(path), emotion: "a", source: part.map { folder($0.0) },
      further: part.map { ["start": $0.1, "end": $0.2] } ?? [:])
  }

  @Test(arguments: [",", ";"]) func anyColumnsOfNumbersAreAKind(separator: String) throws {
    let text = "file,F0 mean,loudness\na.wav,1,-2.5e-3\nb.wav,3,4\n"
    let table = try table(text.replacing(",", with: separator))
    #expect(table.files == ["a.wav", "b.wav"] && table.values == [1, -0.0025, 3, 4])
    #expect(table.kind.set == "own" && !table.kind.isIS10)
    #expect(table.kind.description.hasPrefix("own: 2 columns named F0 mean to loudness (names "))
    let other = try self.table("filename,F0 mean,loudnes\na.wav,1,2\n")
    #expect(other.kind != table.kind)
    // It is the same wherever it was written.
    for format in FeatureFormat.allCases {
      let url = folder("again.\(format.rawValue)")
      try table.write(to: url)
      #expect(try FeatureTable(contentsOf: url) == table)
    }
  }

  /// pandas numbers rows, unless told not to.
  @Test func numbersOfRowsAreNoFeature() throws {
    let table = try table(",file,a\n0,x.wav,1\n1,y.wav,2\n")
    #expect(table.names == ["a"] && table.files == ["x.wav", "y.wav"] && table.values == [1, 2])
  }

  @Test func rowsChangePlacesWhereTheyAre() throws {
    let all = try table("file,a,b\n" + (0..<7).map { "\($0),\($0),-\($0)\n" }.joined())
    for kept in [
      [3, 1, 6, 0], [0, 1, 2], Array((0..<7).reversed()), [], [2, 2], [6, 5, 0, 1, 2, 3, 4],
    ] {
      var table = all
      table.keepRows(kept)
      #expect(table == all.rows(kept))
    }
  }

  @Test func mostNamesOfThe1582FeaturesAreMeantToBeThese() throws {
    let names = Emobase2010.Variant.emobase2010.names.dropLast()
    let text =
      "file,\(names.joined(separator: ","))\na\(String(repeating: ",1", count: names.count))\n"
    let error = #expect(throws: FileError.self) { try table(text) }
    #expect(try #require(error).description.contains("it has 1581 features and lacks"))
  }

  @Test func audformatsPartsAreFoundByFileAndBounds() throws {
    let table = try table(
      """
      file,start,end,a,b
      one.wav,0 days,0 days 00:00:01.500000,1,2
      one.wav,0 days 00:00:01.5,NaT,3,4
      two.wav,0 days,0 days 00:00:09,5,6

      """)
    #expect(table.files == ["one.wav#t=0,1.5", "one.wav#t=1.5", "two.wav"])
    let places = table.places(of: [
      recording("db.segments/1.wav", part: ("one.wav", "1.5", "")),
      recording("db.segments/0.wav", part: ("one.wav", "0.0", "1.5")),
      recording("two.wav"), recording("one.wav"),
      recording("db.segments/2.wav", part: ("one.wav", "0.0", "1.6")),
    ])
    #expect(places == [.row(1), .row(0), .row(2), nil, nil])
  }

  @Test func aMappingOfVectorsIsATable() throws {
    try NPZFile.write(
      [
        ("a.wav", NPYArray([1, 2, 3], shape: [3])), ("b.wav", NPYArray([4, 5, 6], shape: [1, 3])),
      ],
      to: folder("v.npz"))
    let table = try FeatureTable(contentsOf: folder("v.npz"))
    #expect(table.files == ["a.wav", "b.wav"] && table.values == [1, 2, 3, 4, 5, 6])
    #expect(table.names == ["feature_0", "feature_1", "feature_2"])
    for (shape, count) in [([2], 2), ([3, 3], 9)] {
      let odd = NPYArray([Float](repeating: 0, count: count), shape: shape)
      try NPZFile.write(
        [("a.wav", NPYArray([1, 2, 3], shape: [3])), ("odd.wav", odd)], to: folder("odd.npz"))
      let error = #expect(throws: FileError.self) {
        try FeatureTable(contentsOf: folder("odd.npz"))
      }
      #expect(try #require(error).description.contains("odd.wav has the shape \(shape)"))
    }
  }

  @Test func numbersWithAListOfRecordingsAreATable() throws {
    try NPYArray([1, 2, 3, 4], shape: [2, 2]).write(to: folder("f.npy"))
    _ = try folder.write(Data("a.wav\r\nb.wav\n".utf8), to: "f.txt")
    let table = try FeatureTable(contentsOf: folder("f.npy"))
    #expect(table.files == ["a.wav", "b.wav"] && table.values == [1, 2, 3, 4])
    _ = try folder.write(Data("a.wav\n".utf8), to: "f.txt")
    let error = #expect(throws: FileError.self) { try FeatureTable(contentsOf: folder("f.npy")) }
    #expect(try #require(error).description.contains("1 files and 2 names"))
  }

  @Test(arguments: [
    ("file,a,sex\nx,1,male\n", "\"male\" for sex"), ("file,a\nx,nan\n", "\"nan\" for a"),
    ("file,a\nx,1\nx,2\n", "lists x again, which line 2 lists"),
    ("file,start,end,a\nx,0,1,1\nx,0,1,2\n", "lists x#t=0,1 again"),
    ("file,start,end,a\nx,soon,1,1\n", "\"soon\" where a time"),
    ("file,a,a\nx,1,2\n", "the feature a is there twice"), ("a,b\n1,2\n", "the first column"),
    ("file,a,\nx,1,2\n", "in a column without one"), ("file,a\nx,1,2\n", "has 3 fields"),
    ("file,a\nx,1\nfile,a\ny,2\n", "line 3 is the header once more"),
    (
      "file;a;b\nx;1,5;2\n",
      "\"1,5\" for a where a finite number is expected; write it with a point"
    ),
    ("file,a\n", "it lists no recording"), ("", "the table is empty"),
    ("file,start,end,a\nx,0 days 00:00:01.2,0 days 00:00:01,1\n", "ends before it begins"),
  ])
  func whatIsNoTableOfFeaturesIsNamed(text: String, place: String) throws {
    let error = #expect(throws: FileError.self) { try table(text) }
    #expect(try #require(error).description.contains(place))
  }
}
