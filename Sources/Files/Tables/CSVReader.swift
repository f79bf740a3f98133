public import Foundation

/// A table with a header row, read a row at a time, so that a large one is never held as texts. What it
/// takes and refuses is what `CSVTable` does, but for empty columns without a name at the end.
public struct CSVReader {
  public struct Row: Sendable {
    /// As many as the header has.
    public var fields: [String]
    /// The line of the file on which it begins, from 1.
    public let line: Int
  }

  public let header: [String]

  private let path: String
  private let separator: Character
  private var parser: CSVParser

  /// Reads a file's header.
  ///
  /// - Throws: as `CSVTable.init(contentsOf:separator:)`.
  public init(contentsOf url: URL, separator: Character = ",") throws(FileError) {
    var pieces = FilePieces(of: try InputFile(url))
    let start = try pieces.next() ?? []
    try self.init(parsing: start, before: pieces, path: url.path, separator: separator)
  }

  /// - Parameter rest: gives what comes after the bytes; nil where these are all.
  init(
    parsing bytes: [UInt8], before rest: FilePieces? = nil, path: String, separator: Character
  ) throws(FileError) {
    precondition(separator.isASCII)
    if let kind = ForeignTable.kind(of: bytes) { throw .malformed(path: path, what: kind) }
    (self.path, self.separator) = (path, separator)
    parser = CSVParser(
      bytes: bytes, rest: rest, path: path, separator: separator.asciiValue ?? 0)
    guard let first = try parser.next() else {
      throw .malformed(path: path, what: "the table is empty; it needs a header row")
    }
    header = first.fields
    if first.fields[0].lowercased().hasPrefix("sep=") {
      throw .malformed(
        path: path,
        what: "line \(first.line) is \(first.fields[0]), which is meant for Excel; remove it, and "
          + "separate the columns by \(ForeignTable.name(of: separator))")
    }
    if let other = ForeignTable.separator(of: first, insteadOf: separator) {
      throw .malformed(
        path: path,
        what: "the columns are separated by \(other) where \(ForeignTable.name(of: separator)) are "
          + "wanted; save the table with these")
    }
  }

  /// The next row that is not blank; nil at the end.
  ///
  /// - Throws: `FileError.malformed` where it has more or fewer fields than the header, a quoted field does
  ///   not end, or a field is not UTF-8.
  public mutating func next() throws(FileError) -> Row? {
    while let record = try parser.next() {
      if record.fields.count == 1, header.count > 1,
        record.fields[0].trimmingCharacters(in: .whitespaces).isEmpty
      {
        continue
      }
      guard record.fields.count == header.count else {
        throw .malformed(path: path, what: mismatch(of: record))
      }
      return Row(fields: record.fields, line: record.line)
    }
    return nil
  }

  /// Why a row does not go with the header, and what helps.
  private func mismatch(of record: CSVParser.Record) -> String {
    let (count, all) = (record.fields.count, header.count)
    let found =
      "line \(record.line) has \(count) field\(count == 1 ? "" : "s") where the header has \(all)"
    if count < all,
      let other = ForeignTable.separator(of: record, insteadOf: separator)
    {
      return "\(found), for it is separated by \(other); write "
        + "\(ForeignTable.name(of: separator)) as in the header"
    }
    if count == all + 1, record.fields.last?.isEmpty == true {
      return
        "\(found), for it ends in a \"\(separator)\"; remove this there, or end the header in one too"
    }
    if count == all - 1, header.last?.isEmpty == true {
      return "\(found), which ends in a \"\(separator)\"; remove this from the header"
    }
    return "\(found); quote fields that hold a \"\(separator)\""
  }
}
