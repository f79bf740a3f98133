import Files
import Foundation

/// Gathers the rows of a text table, each checked.
struct FeatureRows {
  private let url: URL
  private let columns: FeatureColumns
  private let kind: FeatureKind
  private let names: [String]
  private var files: [String] = []
  private var values: [Float] = []
  private var labels: [String] = []
  private var lines: [String: Int] = [:]

  /// - Parameters:
  ///   - header: the names of the columns.
  ///   - kind: what the file says its features are.
  ///   - url: the file, by whose name a recording is called where the rows do not say.
  /// - Throws: `FileError.malformed` where the columns are not those of the kind.
  init(header: [String], kind: FeatureKind?, url: URL) throws(FileError) {
    self.url = url
    columns = try FeatureColumns(of: header, path: url.path)
    names = header[columns.features].map { $0.trimmingCharacters(in: .whitespaces) }
    self.kind = try FeatureKind(of: names, declared: kind, path: url.path)
  }

  /// Takes a row with as many fields as there are columns; in a label "?" stands for none.
  ///
  /// - Throws: `FileError.malformed` where a value is not a finite number or the recording was there
  ///   before.
  mutating func append(_ fields: [String], line: Int) throws(FileError) {
    let file = columns.file.map { fields[$0] } ?? url.deletingPathExtension().lastPathComponent
    if file.isEmpty {
      throw .malformed(
        path: url.path, what: "line \(line) names no recording; fill it in or remove the line")
    }
    if let first = lines.updateValue(line, forKey: file) {
      throw .malformed(
        path: url.path,
        what: "line \(line) lists \(file) again, which line \(first) lists; give each recording a "
          + "name of its own, as openSMILE does with -instname")
    }
    files.append(file)
    for (name, field) in zip(names, fields[columns.features]) {
      // `Float` takes no spaces.
      let value = Float(field) ?? Float(field.filter { $0 != " " })
      guard let value, value.isFinite else {
        throw .malformed(
          path: url.path,
          what: "line \(line) has \"\(field)\" for \(name) where a finite number is expected; "
            + "extract \(file) anew or remove the line")
      }
      values.append(value)
    }
    if let label = columns.label { labels.append(fields[label]) }
  }

  /// The whole table.
  ///
  /// - Throws: `FileError.malformed` where there is no row, or only some have a label.
  func table() throws(FileError) -> FeatureTable {
    if files.isEmpty {
      throw .malformed(path: url.path, what: "it lists no recording; extract anew")
    }
    return FeatureTable(
      kind: kind, names: names, files: files, values: values,
      labels: try FeatureTable.labels(labels, of: files, path: url.path))
  }
}
