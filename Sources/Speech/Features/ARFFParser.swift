import Files
import Foundation

/// Walks a file of Weka's attribute-relation format, a row at a time. Rows list all attributes; the
/// sparse form is not read.
struct ARFFParser {
  struct Attribute {
    enum Values: Equatable {
      case numeric, string
      case nominal([String])
    }
    let name: String
    let values: Values
  }

  struct Row {
    let fields: [String]
    /// From 1.
    let line: Int
  }

  let attributes: [Attribute]
  /// What follows the "%" of each comment in the header.
  let comments: [String]

  private let path: String
  private let lines: [ArraySlice<UInt8>]
  private var next = 0

  /// Reads the header.
  ///
  /// - Throws: `FileError.missing`, `.io`, or `.malformed` where it is not text in UTF-8 or has no data.
  init(contentsOf url: URL) throws(FileError) {
    path = url.path
    let bytes = try InputFile.contents(of: url)
    guard String(validating: bytes, as: UTF8.self) != nil, !bytes.contains(0) else {
      throw .malformed(path: path, what: "it is not text in UTF-8; save it as UTF-8")
    }
    lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    var attributes: [Attribute] = []
    var comments: [String] = []
    while next < lines.count {
      let line = lines[next].trimmed
      next += 1
      let word = line.prefix { !$0.isSpace }
      let keyword = String(decoding: word, as: UTF8.self).lowercased()
      switch keyword {
      case "", "@relation": break
      case "@attribute":
        attributes.append(try Self.attribute(line[word.endIndex...], line: next, path: path))
      case "@data":
        self.attributes = attributes
        self.comments = comments
        return
      case _ where keyword.hasPrefix("%"):
        comments.append(String(decoding: line.dropFirst(), as: UTF8.self))
      default:
        throw .malformed(
          path: path,
          what: "line \(next) begins with \"\(keyword)\" where @attribute or @data is expected; "
            + "give an ARFF file")
      }
    }
    throw .malformed(path: path, what: "it has no @data; give a whole ARFF file")
  }

  /// The next row of data, its quotes taken off; nil at the end.
  ///
  /// - Throws: `FileError.malformed` where it has more or fewer fields than there are attributes, or
  ///   one that is not among those that its attribute lists.
  mutating func nextRow() throws(FileError) -> Row? {
    while next < lines.count {
      let text = lines[next].trimmed
      next += 1
      if text.isEmpty || text.first == UInt8(ascii: "%") { continue }
      let fields = try Self.fields(text, line: next, path: path)
      guard fields.count == attributes.count else {
        throw .malformed(
          path: path,
          what: "line \(next) has \(fields.count) fields where \(attributes.count) attributes are "
            + "declared; write the file again")
      }
      for (field, attribute) in zip(fields, attributes) {
        if case .nominal(let known) = attribute.values, field != "?", !known.contains(field) {
          throw .malformed(
            path: path,
            what: "line \(next) has the \(attribute.name) \"\(field)\" where only "
              + "\(known.inShort) are declared; declare it or correct the line")
        }
      }
      return Row(fields: fields, line: next)
    }
    return nil
  }

  /// A name or value, in quotes where it needs them.
  static func quoted(_ text: String) -> String {
    let isSpecial: (UInt8) -> Bool = { $0.isSpace || ",{}%'\"\\".utf8.contains($0) }
    let isPlain = !text.isEmpty && text != "?" && !text.utf8.contains(where: isSpecial)
    return isPlain ? text : text.quotedForARFF
  }

  private static func attribute(
    _ text: ArraySlice<UInt8>, line: Int, path: String
  ) throws(FileError) -> Attribute {
    var scanner = ARFFScanner(text)
    let name = scanner.word(upTo: .space)
    let type = scanner.rest
    guard let name, !name.isEmpty else {
      throw .malformed(path: path, what: "line \(line) declares an attribute without a name")
    }
    if type.first == UInt8(ascii: "{"), type.last == UInt8(ascii: "}") {
      let values = try fields(type.dropFirst().dropLast(), line: line, path: path)
      return Attribute(name: name, values: .nominal(values))
    }
    switch String(decoding: type, as: UTF8.self).lowercased() {
    case "numeric", "real", "integer": return Attribute(name: name, values: .numeric)
    case "string": return Attribute(name: name, values: .string)
    default:
      throw .malformed(
        path: path,
        what: "line \(line) declares the attribute \(name) of a type that is not read; numeric, "
          + "string and {…} are")
    }
  }

  private static func fields(
    _ text: ArraySlice<UInt8>, line: Int, path: String
  ) throws(FileError) -> [String] {
    var scanner = ARFFScanner(text)
    var fields: [String] = []
    repeat {
      guard let field = scanner.word(upTo: .comma) else {
        throw .malformed(
          path: path, what: "a quote on line \(line) is never closed; write the file again")
      }
      fields.append(field)
    } while scanner.passComma()
    guard scanner.rest.isEmpty else {
      throw .malformed(
        path: path, what: "line \(line) goes on after a closing quote; write the file again")
    }
    return fields
  }
}

extension String {
  /// In the single quotes of ARFF, with a backslash before what would end them, or the line.
  package var quotedForARFF: String {
    // By scalars: a mark on a quote makes it another character, and the quote is there still.
    let escaped = unicodeScalars.reduce(into: String.UnicodeScalarView()) { text, scalar in
      switch scalar {
      case "\\", "'": text += ["\\", scalar]
      case "\n": text += ["\\", "n"]
      case "\r": text += ["\\", "r"]
      default: text.append(scalar)
      }
    }
    return "'\(String(escaped))'"
  }
}
