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
    try self.init(parsing: InputFile.contents(of: url), path: url.path, separator: separator)
  }

  /// The header of a file, of which no more than the beginning is read, however long it is.
  ///
  /// - Throws: as `init(contentsOf:separator:)`, where the beginning shows it.
  public static func header(of url: URL, separator: Character = ",") throws(FileError) -> [String] {
    let file = try InputFile(url)
    var head = try file.bytes(at: 0, count: min(file.size, longestHeader))
    if head.count < file.size, let end = head.lastIndex(of: UInt8(ascii: "\n")) {
      head.removeLast(head.count - end - 1)
    }
    return try CSVReader(parsing: head, path: url.path, separator: separator).header
  }

  /// In bytes; that of thousands of features takes a quarter of it.
  private static let longestHeader = 1 << 18

  init(parsing bytes: [UInt8], path: String, separator: Character) throws(FileError) {
    precondition(separator.isASCII)
    if let kind = ForeignTable.kind(of: bytes) { throw .malformed(path: path, what: kind) }
    (self.path, self.separator) = (path, separator)
    parser = CSVParser(bytes: bytes, path: path, separator: separator.asciiValue ?? 0)
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
