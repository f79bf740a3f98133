import Files
import Foundation
import TestSupport
import Testing

struct CSVTableTests {
  @Test(arguments: ["\n", "\r\n", "\r"])
  func readsEveryLineEnd(end: String) throws {
    let text = "\u{FEFF}file,emotion\(end)a.wav,happy\(end)\(end)b.wav,\(end)"
    let table = try CSVTable(parsing: text, path: "m.csv")
    #expect(table.header == ["file", "emotion"])
    #expect(table.rows == [["a.wav", "happy"], ["b.wav", ""]])
    #expect(table.lines == [2, 4])
    #expect(table.index(of: "emotion") == 1)
    #expect(table.index(of: "speaker") == nil)
  }

  /// Of a long table no more than the beginning is looked at.
  @Test func aHeaderIsReadAlone() throws {
    let folder = try TemporaryFolder()
    let long = "\u{FEFF}file,\"a,b\"\n" + String(repeating: "é,1\n", count: 100_000) + "x\n"
    #expect(
      try CSVReader(contentsOf: folder.write(Data(long.utf8), to: "a.csv")).header == [
        "file", "a,b",
      ])
    #expect(throws: FileError.self) {
      try CSVReader(contentsOf: folder.write(Data(), to: "b.csv"))
    }
  }

  @Test func readsQuotedFields() throws {
    let text = "a,b\r\n\"x,\"\"y\"\"\",\"two\r\nlines\"\r\nlast,\"\""
    let table = try CSVTable(parsing: text, path: "m.csv")
    #expect(table.rows == [["x,\"y\"", "two\r\nlines"], ["last", ""]])
    #expect(table.lines == [2, 4])
  }

  /// Records lie across the pieces in which a file is read, one of them longer than a piece.
  @Test func readsALongFileInPieces() throws {
    var table = CSVTable(header: ["file", "ä\"text"])
    for row in 0..<1500 {
      let text = String(
        repeating: row % 3 == 0 ? "ö\n" : "\",", count: row == 700 ? 80_000 : row % 90)
      table.append(["\(row).wav", text])
    }
    let folder = try TemporaryFolder()
    for text in [table.text, table.text.replacing("\n", with: "\r\n")] {
      let url = try folder.write(Data(text.utf8), to: "long.csv")
      let whole = try CSVTable(parsing: text, path: "long.csv")
      var reader = try CSVReader(contentsOf: url)
      #expect(reader.header == whole.header)
      var (rows, lines): ([[String]], [Int]) = ([], [])
      while let row = try reader.next() {
        rows.append(row.fields)
        lines.append(row.line)
      }
      #expect(rows == whole.rows && lines == whole.lines)
    }
  }

  @Test func whatIsNoTextIsFoundInALaterPiece() throws {
    let folder = try TemporaryFolder()
    for (text, what) in [("a\0b\n", "byte 120005 is 0"), ("\"a\n", "opens on line 30002")] {
      let bytes = "a,b\n" + String(repeating: "1,2\n", count: 30_000) + text
      let url = try folder.write(Data(bytes.utf8), to: "long.csv")
      var reader = try CSVReader(contentsOf: url)
      let error = #expect(throws: FileError.self) { while try reader.next() != nil {} }
      #expect(try #require(error).description.contains(what), "\(String(describing: error))")
    }
  }

  @Test func readsOtherSeparators() throws {
    let table = try CSVTable(parsing: "a;b\n1,5;2\n", path: "m.csv", separator: ";")
    #expect(table.rows == [["1,5", "2"]])
  }

  @Test(arguments: [
    ("", "empty"), ("\n\n", "empty"), ("a,b\n1,2\n1,2,3\n", "line 3 has 3 fields"),
    ("a,b\n1\n", "line 2 has 1 field "), ("a\n\"x\ny", "opens on line 2"),
    ("a\n\"x\"y\n", "line 2"),
  ])
  func refuses(text: String, naming what: String) throws {
    let error = #expect(throws: FileError.self) { try CSVTable(parsing: text, path: "m.csv") }
    let message = try #require(error).description
    #expect(message.hasPrefix("m.csv: ") && message.contains(what), "\(message)")
  }

  @Test func refusesBytesThatAreNotText() throws {
    let folder = try TemporaryFolder()
    let url = try folder.write([0x61, 0x0A, 0xFF, 0xFE, 0x0A] as [UInt8], to: "m.csv")
    let error = #expect(throws: FileError.self) { try CSVTable(contentsOf: url) }
    #expect(try #require(error).description.contains("line 2 is not UTF-8"))
  }

  @Test func writesWhatItReads() throws {
    let folder = try TemporaryFolder()
    let table = CSVTable(
      header: ["file", "text"],
      rows: [["a b.wav", "plain"], ["c,d.wav", "say \"yes\"\nor no"], ["", "ä"]])
    try table.write(to: folder("m.csv"))
    let read = try CSVTable(contentsOf: folder("m.csv"))
    #expect(read.header == table.header && read.rows == table.rows)
    #expect(CSVTable.line(["a", "b,c"]) == "a,\"b,c\"\n")
  }

  @Test func passesOverWhatIsEmpty() throws {
    let table = try CSVTable(parsing: "a,b,,\n1,2,,\n  \n3,4,,\n", path: "m.csv")
    #expect(table.header == ["a", "b"] && table.rows == [["1", "2"], ["3", "4"]])
    let kept = try CSVTable(parsing: "a,b,\n1,2,\n3,4,x\n", path: "m.csv")
    #expect(kept.header == ["a", "b", ""])
  }

  @Test(arguments: [
    ("file;emotion\na;b\n", "separated by semicolons where commas are wanted"),
    ("file\temotion\na\tb\n", "separated by tabs"), ("file|emotion\na|b\n", "separated by bars"),
    ("\"file\";\"emotion\"\n", "line 1 are separated by semicolons"),
    ("file;emotion;note, long\na;b;c\n", "separated by semicolons"),
    (
      "file,emotion\na;b\n", "line 2 has 1 field where the header has 2, for it is separated by sem"
    ),
    ("file,emotion\na,b,\n", "for it ends in a \",\"; remove"),
    ("file,emotion,\na,b\n", "remove this from the header"),
    ("sep=;\nfile;emotion\n", "line 1 is sep=;, which is meant for Excel"),
  ])
  func namesTheSeparator(text: String, what: String) throws {
    let error = #expect(throws: FileError.self) { try CSVTable(parsing: text, path: "m.csv") }
    #expect(try #require(error).description.contains(what), "\(String(describing: error))")
  }

  private static let text = "file,emotion\na.wav,angry\n"

  /// What spreadsheets and Windows leave, as bytes, and what is said of it.
  static let foreign: [(String, [UInt8], String)] = [
    ("UTF-16 with a mark", [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0), 0] }, "UTF-16"),
    ("UTF-16, big end first", text.utf16.flatMap { [0, UInt8($0)] }, "-f UTF-16BE"),
    ("UTF-16, little end first", text.utf16.flatMap { [UInt8($0), 0] }, "-f UTF-16LE"),
    ("UTF-32", text.utf16.flatMap { [UInt8($0), 0, 0, 0] }, "UTF-32"),
    ("Latin-1", Array("file\n".utf8) + [0x74, 0xE4, 0x0A], "line 2 is not UTF-8"),
    ("xlsx", Array("PK\u{3}\u{4}....[Content_Types].xml....xl/workbook.xml".utf8), "(.xlsx)"),
    ("ods", Array("PK\u{3}\u{4}mimetypeapplication/vnd.oasis.opendocument".utf8), "(.ods)"),
    ("zip", Array("PK\u{3}\u{4}....list.csv".utf8), "zip archive"),
    ("xls", [0xD0, 0xCF, 0x11, 0xE0, 0xA1], "(.xls)"), ("gzip", [0x1F, 0x8B, 8], "gzip"),
    ("Parquet", Array("PAR1".utf8), "Parquet"), ("sound", Array("RIFF....WAVE".utf8), "sound file"),
    ("HTML", Array("<!DOCTYPE html>".utf8), "HTML"),
    (
      "a byte of 0", Array("file,emotion\na.wav,an".utf8) + [0] + Array("gry\n".utf8),
      "byte 21 is 0"
    ),
  ]

  @Test(arguments: foreign.indices)
  func namesWhatIsNoTable(index: Int) throws {
    let (name, bytes, what) = Self.foreign[index]
    let folder = try TemporaryFolder()
    let url = try folder.write(bytes, to: "m.csv")
    let error = #expect(throws: FileError.self) { try CSVTable(contentsOf: url) }
    #expect(try #require(error).description.contains(what), "\(name): \(String(describing: error))")
  }

  // A quote with an accent on it is another character to Swift.
  @Test(arguments: ["", "\u{FEFF}a", "\"\u{301}", "a\"\u{301},", "\n\u{301}", ";;", "\t|"])
  func writesOneColumn(field: String) throws {
    let table = CSVTable(header: [field], rows: [[field], ["a"]])
    let read = try CSVTable(parsing: table.text, path: "m.csv")
    #expect(read.header == table.header && read.rows == table.rows)
  }
}
