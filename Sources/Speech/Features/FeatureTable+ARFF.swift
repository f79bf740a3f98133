import Files
import Foundation

extension FeatureTable {
  /// Reads Weka's form, as openSMILE writes it: the attributes `name`, the features, and `class`.
  ///
  /// - Throws: as `init(contentsOf:)`.
  static func readARFF(_ url: URL) throws(FileError) -> FeatureTable {
    var parser = try ARFFParser(contentsOf: url)
    let attributes = parser.attributes
    let comments = parser.comments
    func comment(_ start: String) -> String? {
      comments.first { $0.hasPrefix(start) }.map { String($0.dropFirst(start.count)) }
    }
    let kind = try comment(kindComment).map { text throws(FileError) in
      try FeatureKind(json: text, path: url.path)
    }
    let notes = try FeatureNotes(json: comment(notesComment), path: url.path)
    var rows = try FeatureRows(header: attributes.map(\.name), kind: kind, url: url)
    while let row = try parser.nextRow() { try rows.append(row.fields, line: row.line) }
    return try rows.table().noting(notes)
  }

  func writeARFF(to url: URL) throws(FileError) {
    let classes = labels.map { Set($0).sorted().map(ARFFParser.quoted).joined(separator: ",") }
    let attributes =
      ["name string"] + names.map { "\(ARFFParser.quoted($0)) numeric" }
      + (classes.map { ["class {\($0)}"] } ?? [])
    func json(_ value: some Encodable) throws(FileError) -> String {
      try JSONFile.text(value, path: url.path, onOneLine: true)
    }
    let head =
      "%\(Self.kindComment)\(try json(kind))\n"
      + (notes.isEmpty ? "" : "%\(Self.notesComment)\(try json(notes))\n")
      + "@relation \(ARFFParser.quoted(kind.set))\n\n"
      + attributes.map { "@attribute \($0)\n" }.joined() + "\n@data\n"
    try AtomicFile.write(to: url) { file throws(FileError) in
      try file.write(head)
      for row in files.indices {
        let label = labels.map { [ARFFParser.quoted($0[row])] } ?? []
        let fields = [files[row].quotedForARFF] + self[row].map { "\($0)" } + label
        try file.write(fields.joined(separator: ",") + "\n")
      }
    }
  }

  /// Begins the comment that says what the features are.
  private static let kindComment = " features: "
  /// Begins the comment that tells of the recordings.
  private static let notesComment = " notes: "
}
