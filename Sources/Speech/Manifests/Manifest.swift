public import Files
public import Foundation

/// A list of recordings with their labels, kept as a CSV file.
///
/// The header is `file,emotion,speaker,gender,session,language,corpus`, in any order; `file` and
/// `emotion` are required, further columns are kept. A relative `file` is relative to the manifest's
/// folder.
public struct Manifest: Sendable {
  /// Where the manifest lies.
  public let url: URL
  /// The rows, in the order of the file.
  public let recordings: [Recording]
  /// The names of the columns beyond the known ones, in the order of the file.
  public let furtherColumns: [String]
  /// The hash of the manifest's own bytes.
  public let contentHash: ContentHash
  /// What was found amiss and mended, a sentence each.
  public let warnings: [String]

  /// Reads a manifest. The recordings themselves are not looked at.
  ///
  /// A recording that is listed twice is kept once, with a warning.
  ///
  /// - Throws: `FileError.missing`, or `.malformed` where the file is not a CSV table in UTF-8, has
  ///   no column `file` or `emotion`, a row leaves one of them empty, or it has no row.
  public init(contentsOf url: URL) throws(FileError) {
    let table = try CSVTable(contentsOf: url)
    let fields = try Column.Positions(of: table, at: url)
    furtherColumns = fields.further.map(\.name)
    self.url = url
    contentHash = try ContentHash(contentsOf: url)

    var recordings: [Recording] = []
    var warnings: [String] = []
    var firstLines: [String: (line: Int, emotion: String)] = [:]
    for (row, line) in zip(table.rows, table.lines) {
      let recording = try fields.recording(row, line: line, manifest: url)
      let key = recording.url.resolvingSymlinksInPath().path
      if let first = firstLines[key] {
        let labels =
          first.emotion == recording.emotion
          ? "" : " though line \(first.line) says \(first.emotion) and this \(recording.emotion)"
        warnings.append(
          "\(url.path): line \(line) lists \(row[fields.file]) again, which line \(first.line) "
            + "lists; the first is kept\(labels).")
      } else {
        firstLines[key] = (line, recording.emotion)
        recordings.append(recording)
      }
    }
    if recordings.isEmpty {
      throw .malformed(path: url.path, what: "the manifest has no row; list at least one recording")
    }
    self.recordings = recordings
    self.warnings = warnings
  }

  /// Whether a file begins as the manifests that `write` writes.
  public static func isOurs(_ url: URL) -> Bool {
    let head = Array(Column.allCases.map(\.rawValue).joined(separator: ",").utf8)
    guard let file = try? InputFile(url), file.size > head.count,
      let start = try? file.bytes(at: 0, count: head.count)
    else { return false }
    return start == head
  }

  /// Writes a manifest, whole or not at all. A recording below the manifest's folder is listed by
  /// its path from there, so that the folder can move; any other by its absolute path.
  ///
  /// - Throws: `FileError.cannotCreate`, `.diskFull` or `.io`.
  public static func write(
    _ recordings: [Recording], furtherColumns: [String] = [], to url: URL
  ) throws(FileError) {
    let folder = url.absoluteURL.deletingLastPathComponent()
    var table = CSVTable(header: Column.allCases.map(\.rawValue) + furtherColumns)
    for recording in recordings {
      table.append(
        [
          recording.url.listed(in: folder), recording.emotion, recording.speaker, recording.gender,
          recording.session,
          recording.language, recording.corpus,
        ] + furtherColumns.map { recording.further[$0] ?? "" })
    }
    try table.write(to: url)
  }
}

/// The known columns, in the order in which they are written.
private enum Column: String, CaseIterable {
  case file, emotion, speaker, gender, session, language, corpus

  /// Where the columns of one table lie.
  struct Positions {
    let file: Int
    let emotion: Int
    let known: [Column: Int]
    let further: [(name: String, index: Int)]

    init(of table: CSVTable, at url: URL) throws(FileError) {
      func required(_ column: Column) throws(FileError) -> Int {
        if let index = table.index(of: column.rawValue) { return index }
        throw .malformed(
          path: url.path,
          what: "the column \(column.rawValue) is missing, the header has "
            + "\(table.header.joined(separator: ", ")); add or rename a column, for a manifest "
            + "begins with file,emotion,speaker,gender,session,language,corpus")
      }
      file = try required(.file)
      emotion = try required(.emotion)
      let known = Column.allCases.compactMap { column in
        table.index(of: column.rawValue).map { (column, $0) }
      }
      self.known = Dictionary(uniqueKeysWithValues: known)
      let taken = Set(known.map(\.1))
      further = table.header.enumerated().filter { !taken.contains($0.offset) }
        .map { ($0.element, $0.offset) }
    }

    func recording(_ row: [String], line: Int, manifest: URL) throws(FileError) -> Recording {
      func text(_ column: Column) -> String {
        known[column].map { row[$0].trimmingCharacters(in: .whitespaces) } ?? ""
      }
      for column in [Column.file, .emotion] where text(column).isEmpty {
        throw .malformed(
          path: manifest.path,
          what: "line \(line) has no \(column.rawValue); fill it in or remove the line")
      }
      let folder = manifest.absoluteURL.deletingLastPathComponent()
      return Recording(
        url: URL(fileURLWithPath: text(.file), relativeTo: folder).absoluteURL.standardizedFileURL,
        emotion: text(.emotion), speaker: text(.speaker), gender: text(.gender),
        session: text(.session), language: text(.language), corpus: text(.corpus),
        further: Dictionary(further.map { ($0.name, row[$0.index]) }) { first, _ in first })
    }
  }
}
