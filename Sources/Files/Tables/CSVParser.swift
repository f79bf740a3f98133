import Foundation

/// Walks the bytes of a CSV file, a record at a time.
struct CSVParser {
  struct Record {
    var fields: [String]
    /// The line on which the record begins, from 1.
    var line: Int
  }

  private let bytes: [UInt8]
  private let path: String
  private let separator: UInt8
  private var position = 0
  private var line = 1

  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  init(bytes: [UInt8], path: String, separator: UInt8) {
    self.bytes = bytes
    self.path = path
    self.separator = separator
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  /// The next record that is not an empty line; nil at the end.
  ///
  /// - Throws: `FileError.malformed` where a quoted field does not end or goes on after its quote,
  ///   or a field is not UTF-8 or holds a zero.
  mutating func next() throws(FileError) -> Record? {
    while position < bytes.count, isLineEnd(bytes[position]) { skipLineEnd() }
    guard position < bytes.count else { return nil }
    var record = Record(fields: [], line: line)
    while true {
      record.fields.append(try field())
      guard position < bytes.count else { return record }
      if bytes[position] == separator {
        position += 1
      } else {
        skipLineEnd()
        return record
      }
    }
  }

  private mutating func field() throws(FileError) -> String {
    if position < bytes.count, bytes[position] == Self.quote { return try quotedField() }
    let start = position
    while position < bytes.count, bytes[position] != separator, !isLineEnd(bytes[position]) {
      position += 1
    }
    return try text(bytes[start..<position])
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
          else {
            throw malformed("line \(line) goes on after a closing quote; double quotes inside one")
          }
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
      throw malformed("line \(line) is not UTF-8; save the table as UTF-8")
    }
    if content.contains(0) {
      throw malformed("line \(line) holds a zero, which no text does; save the table as UTF-8")
    }
    return text
  }

  private func malformed(_ what: String) -> FileError {
    .malformed(path: path, what: what)
  }
}
