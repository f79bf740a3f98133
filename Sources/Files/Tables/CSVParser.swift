import Foundation

/// Walks the bytes of a CSV file, a record at a time, and holds a piece of it at a time.
struct CSVParser {
  struct Record {
    var fields: [String] = []
    /// The positions of those that stand in quotes.
    var quoted: [Int] = []
    /// The line on which the record begins, from 1.
    var line: Int

    /// Those that stand in no quotes, in which a separator of another kind may be one.
    var bare: [String] { fields.indices.filter { !quoted.contains($0) }.map { fields[$0] } }
  }

  /// What of the file is there, of which the records before `position` are done.
  private var bytes: [UInt8]
  private var rest: FilePieces?
  private let path: String
  private let separator: UInt8
  private var position = 0
  private var line = 1
  /// Of the record before: the next has as many, as a rule.
  private var width = 0

  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  /// - Parameters:
  ///   - bytes: the file's first, or all.
  ///   - rest: gives those after; nil where there are none.
  init(bytes: [UInt8], rest: FilePieces? = nil, path: String, separator: UInt8) {
    self.bytes = bytes
    self.rest = rest
    self.path = path
    self.separator = separator
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  /// The next record that is not an empty line; nil at the end.
  ///
  /// - Throws: `FileError.malformed` where a quoted field does not end or goes on after its quote,
  ///   or a field is not UTF-8; `.io` where the file cannot be read on.
  mutating func next() throws(FileError) -> Record? {
    while true {
      let start = (position: position, line: line)
      let found: Result<Record?, FileError>
      do throws(FileError) { found = .success(try record()) } catch { found = .failure(error) }
      // What ends where the piece does may go on in the next.
      if position < bytes.count { return try found.get() }
      // As many again: the longest record is begun anew a few times at most.
      guard let next = try rest?.next(bytes.count - start.position) else { return try found.get() }
      bytes.removeFirst(start.position)
      bytes += next
      (position, line) = (0, start.line)
    }
  }

  /// The next record of what is there.
  private mutating func record() throws(FileError) -> Record? {
    while position < bytes.count, isLineEnd(bytes[position]) { skipLineEnd() }
    guard position < bytes.count else { return nil }
    var record = Record(line: line)
    record.fields.reserveCapacity(width)
    defer { width = record.fields.count }
    while true {
      let isQuoted = position < bytes.count && bytes[position] == Self.quote
      let field = try isQuoted ? quotedField() : bareField()
      if isQuoted { record.quoted.append(record.fields.count) }
      record.fields.append(field)
      guard position < bytes.count else { return record }
      if bytes[position] == separator {
        position += 1
      } else {
        skipLineEnd()
        return record
      }
    }
  }

  private mutating func bareField() throws(FileError) -> String {
    let start = position
    let (field, isASCII) = bytes.withUnsafeBufferPointer { [separator] bytes in
      var (end, all) = (start, UInt8(0))
      while end < bytes.count, bytes[end] != separator, !isLineEnd(bytes[end]) {
        all |= bytes[end]
        end += 1
      }
      let isASCII = all < 0x80
      // Tables of numbers are large, and what is ASCII needs no check.
      let field =
        isASCII
        ? String(unsafeUninitializedCapacity: end - start) { text in
          text.initialize(fromContentsOf: bytes[start..<end])
        } : ""
      position = end
      return (field, isASCII)
    }
    return try isASCII ? field : text(bytes[start..<position])
  }

  private mutating func quotedField() throws(FileError) -> String {
    let begun = line
    var content: [UInt8] = []
    position += 1
    while position < bytes.count {
      let byte = bytes[position]
      if byte == Self.quote {
        position += 1
        guard position < bytes.count, bytes[position] == Self.quote else {
          guard
            position == bytes.count || bytes[position] == separator || isLineEnd(bytes[position])
          else { throw malformed(goingOn(after: position)) }
          return try text(content[...])
        }
      } else if byte == Self.lineFeed
        || (byte == Self.carriageReturn
          && !(position + 1 < bytes.count && bytes[position + 1] == Self.lineFeed))
      {
        line += 1
      }
      content.append(byte)
      position += 1
    }
    throw malformed("the quote that opens on line \(begun) is never closed")
  }

  /// What is wrong where a field goes on after its closing quote.
  private func goingOn(after position: Int) -> String {
    let next = Character(Unicode.Scalar(bytes[position]))
    let wanted = Character(Unicode.Scalar(separator))
    if let other = ForeignTable.name(of: next, insteadOf: wanted) {
      return "the columns of line \(line) are separated by \(other) where "
        + "\(ForeignTable.name(of: wanted)) are wanted; save the table with these"
    }
    return "line \(line) goes on after a closing quote; double quotes inside one"
  }

  private func isLineEnd(_ byte: UInt8) -> Bool {
    byte == Self.lineFeed || byte == Self.carriageReturn
  }

  /// Passes over one CRLF, LF or CR.
  private mutating func skipLineEnd() {
    let first = bytes[position]
    position += 1
    if first == Self.carriageReturn, position < bytes.count, bytes[position] == Self.lineFeed {
      position += 1
    }
    line += 1
  }

  private func text(_ content: ArraySlice<UInt8>) throws(FileError) -> String {
    guard let text = String(validating: content, as: UTF8.self) else {
      throw malformed("line \(line) \(ForeignTable.otherEncoding)")
    }
    return text
  }

  private func malformed(_ what: String) -> FileError {
    .malformed(path: path, what: what)
  }
}
