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
  private var parts: [PartName?] = []

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

  /// Whether no row was taken yet.
  var isEmpty: Bool { files.isEmpty }

  /// Makes room for so many rows, lest the numbers of a large table are moved, and there twice meanwhile.
  mutating func reserve(_ rows: Int) { values.reserveCapacity(rows * names.count) }

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
    let part = try part(of: file, fields, line: line)
    let key = part?.name ?? file
    if let first = lines.updateValue(line, forKey: key) {
      throw .malformed(
        path: url.path,
        what: "line \(line) lists \(key) again, which line \(first) lists; give each recording a "
          + "name of its own, as openSMILE does with -instname")
    }
    files.append(file)
    parts.append(part)
    for (name, field) in zip(names, fields[columns.features]) {
      // `Float` takes no spaces.
      let value = Float(field) ?? Float(field.filter { $0 != " " })
      guard let value, value.isFinite else {
        if field.trimmingCharacters(in: .whitespaces) == name {
          throw .malformed(
            path: url.path, what: "line \(line) is the header once more; remove it there")
        }
        let isComma = field.contains(",") && Float(field.replacing(",", with: ".")) != nil
        throw .malformed(
          path: url.path,
          what: "line \(line) has \"\(field)\" for \(name) where a finite number is expected; "
            + (isComma ? "write it with a point, " : "")
            + "extract \(file) anew or remove the line, or the column where it is no feature")
      }
      values.append(value)
    }
    if let label = columns.label { labels.append(fields[label]) }
  }

  /// The part of its file that a row is of; nil where the columns do not say.
  ///
  /// - Throws: `FileError.malformed` where a bound is no time, or they are in the wrong order.
  private func part(
    of file: String, _ fields: [String], line: Int
  ) throws(FileError) -> PartName? {
    func time(_ column: Int?) throws(FileError) -> Double? {
      guard let column else { return nil }
      guard let time = AudformatTime(fields[column]) else {
        throw .malformed(
          path: url.path,
          what: "line \(line) has \"\(fields[column])\" where a time is expected, such as 1.5 or "
            + "0 days 00:00:01.5; correct it or remove the column")
      }
      return time.seconds
    }
    guard columns.start != nil || columns.end != nil else { return nil }
    let (start, end) = (try time(columns.start) ?? 0, try time(columns.end))
    if let end, end < start {
      throw .malformed(
        path: url.path,
        what:
          "the part of line \(line) ends before it begins, at \(end) s and at \(start) s; correct it"
      )
    }
    return PartName(file, start: start, end: end)
  }

  /// The whole table. A recording is called by its file where one row is of that, else by the part too.
  ///
  /// - Throws: `FileError.malformed` where there is no row, or only some have a label.
  func table() throws(FileError) -> FeatureTable {
    if files.isEmpty {
      throw .malformed(path: url.path, what: "it lists no recording; extract anew")
    }
    let rows = Dictionary(grouping: files.indices) { files[$0] }
    let recordings = files.indices.map { row in
      rows[files[row], default: []].count > 1 ? parts[row]?.name ?? files[row] : files[row]
    }
    return FeatureTable(
      kind: kind, names: names, files: recordings, values: values,
      labels: try FeatureTable.labels(labels, of: recordings, path: url.path))
  }
}
