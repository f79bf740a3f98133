public import Foundation

/// A table with a header row, as RFC 4180 has it.
///
/// Reading takes a byte order mark, lines that end in CRLF, LF or CR, quoted fields with embedded
/// commas, quotes and line ends, and passes over lines that are empty or blank and over empty columns
/// without a name at the end. Every row has as many fields as the header. Writing ends lines in LF and
/// quotes only what needs it.
public struct CSVTable: Sendable, Equatable {
  public var header: [String]
  public private(set) var rows: [[String]]
  /// The line of the file on which each row begins, from 1; empty for a table made in memory.
  public private(set) var lines: [Int]

  /// A table to be written; each row has as many fields as the header.
  public init(header: [String], rows: [[String]] = []) {
    self.header = header
    self.rows = []
    lines = []
    for row in rows { append(row) }
  }

  /// Reads a file.
  ///
  /// - Throws: `FileError.missing`, `.io`, or `.malformed` where the file is empty, is a workbook or
  ///   anything else that is no text in UTF-8, its columns are separated otherwise, a quoted field does
  ///   not end, or a row has more or fewer fields than the header; it names the line.
  public init(contentsOf url: URL, separator: Character = ",") throws(FileError) {
    try self.init(
      parsing: InputFile.contents(of: url), path: url.path, separator: separator)
  }

  /// Reads text; `path` names it in errors.
  ///
  /// - Throws: `FileError.malformed`, as `init(contentsOf:)`.
  public init(parsing text: String, path: String, separator: Character = ",") throws(FileError) {
    try self.init(parsing: Array(text.utf8), path: path, separator: separator)
  }

  private init(parsing bytes: [UInt8], path: String, separator: Character) throws(FileError) {
    var reader = try CSVReader(parsing: bytes, path: path, separator: separator)
    header = reader.header
    rows = []
    lines = []
    while let row = try reader.next() {
      rows.append(row.fields)
      lines.append(row.line)
    }
    dropEmptyColumns()
  }

  /// What a separator at the end of every line makes, which says nothing.
  private mutating func dropEmptyColumns() {
    while header.count > 1, header.last?.isEmpty == true,
      rows.allSatisfy({ $0.last?.isEmpty == true })
    {
      header.removeLast()
      for row in rows.indices { rows[row].removeLast() }
    }
  }

  /// Adds a row with as many fields as the header.
  public mutating func append(_ row: [String]) {
    precondition(row.count == header.count, "a row has as many fields as the header")
    rows.append(row)
  }

  /// The position of a column, by its name without regard to surrounding spaces.
  public func index(of column: String) -> Int? {
    header.firstIndex { $0.trimmingCharacters(in: .whitespaces) == column }
  }

  /// The table as text.
  public var text: String {
    var text = CSVTable.line(header)
    for row in rows { text += CSVTable.line(row) }
    return text
  }

  /// Writes the table, whole or not at all.
  ///
  /// - Throws: `FileError.cannotCreate`, `.diskFull` or `.io`.
  public func write(to url: URL) throws(FileError) {
    try AtomicFile.write(text, to: url)
  }

  /// One row as a line of a CSV file, with its line end.
  public static func line(_ fields: [String]) -> String {
    // An empty line is no row.
    if fields == [""] { return "\"\"\n" }
    return fields.map(quoted).joined(separator: ",") + "\n"
  }

  /// What ends a field, and what other tables have in a comma's place: in quotes it is none of these.
  private static let special = Array("\",\n\r;\t|".utf8)

  private static func quoted(_ field: String) -> String {
    // At the start of a file this would be its byte order mark.
    let isMarked = field.unicodeScalars.first == "\u{FEFF}"
    guard isMarked || field.utf8.contains(where: special.contains) else { return field }
    // By scalars: a mark on a quote makes it another character, and the quote is there still.
    let doubled = field.unicodeScalars.flatMap { $0 == "\"" ? [$0, $0] : [$0] }
    return "\"\(String(String.UnicodeScalarView(doubled)))\""
  }
}
