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

  @Test func readsQuotedFields() throws {
    let text = "a,b\r\n\"x,\"\"y\"\"\",\"two\r\nlines\"\r\nlast,\"\""
    let table = try CSVTable(parsing: text, path: "m.csv")
    #expect(table.rows == [["x,\"y\"", "two\r\nlines"], ["last", ""]])
    #expect(table.lines == [2, 4])
  }

  @Test func readsOtherSeparators() throws {
    let table = try CSVTable(parsing: "a;b\n1,5;2\n", path: "m.csv", separator: ";")
    #expect(table.rows == [["1,5", "2"]])
  }

  @Test(arguments: [
    ("", "empty"), ("\n\n", "empty"), ("a,b\n1,2\n1,2,3\n", "line 3 has 3 fields"),
    ("a,b\n1\n", "line 2 has 1 fields"), ("a\n\"x\ny", "opens on line 2"),
    ("a\n\"x\"y\n", "line 2"), ("a\nx\0\n", "line 2 holds a zero"),
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

  // A quote with an accent on it is another character to Swift.
  @Test(arguments: ["", "\u{FEFF}a", "\"\u{301}", "a\"\u{301},", "\n\u{301}"])
  func writesOneColumn(field: String) throws {
    let table = CSVTable(header: [field], rows: [[field], ["a"]])
    let read = try CSVTable(parsing: table.text, path: "m.csv")
    #expect(read.header == table.header && read.rows == table.rows)
  }
}
