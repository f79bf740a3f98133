import Files
import Foundation

/// A table of a database as it lies on the disk, with what the header says of it.
struct AudformatTable {
  /// The id, such as `emotion.categories.train.gold_standard`.
  let name: String
  let table: CSVTable
  /// The columns of its index.
  let levels: [String]
  /// The others, each with its scheme; where the header names none, the column's own name.
  let columns: [(name: String, scheme: String)]
  /// Whether its rows are files or parts of these.
  let isOfFiles: Bool
  /// What each row is about, nil where its times are none; none of a table that is not of files.
  let units: [AudformatUnit?]
  /// `train`, `dev` or `test`, or another word of the header; empty where nothing tells.
  let split: String
  /// Endings of files beside it that hold the table in another form, perhaps another state.
  private(set) var otherForms: [String] = []

  private static let index = ["file", "start", "end"]

  /// - Throws: `CorpusError.file` where the file cannot be read.
  private init(_ name: String, at url: URL, header: AudformatHeader) throws(CorpusError) {
    self.name = name
    do { table = try CSVTable(contentsOf: url) } catch { throw .file(error) }
    let names = table.header.map { $0.trimmingCharacters(in: .whitespaces) }
    let misc = header.tables[name] == nil ? header.miscTables[name] : nil
    let stated = (header.tables[name] ?? misc)?.columns ?? [:]
    isOfFiles = misc == nil && table.index(of: "file") != nil
    units =
      isOfFiles ? AudformatUnit.units(of: table, in: url.deletingLastPathComponent()) : []
    if isOfFiles {
      levels = Self.index.filter(names.contains)
    } else if let misc, !misc.levels.isEmpty {
      levels = misc.levels
    } else {
      levels = names.filter { stated[$0] == nil }
    }
    let levels = levels
    columns = names.filter { !levels.contains($0) }
      .map { ($0, stated[$0].flatMap { $0.isEmpty ? nil : $0 } ?? $0) }
    let id = header.tables[name]?.split
    split =
      id.flatMap { header.splits[$0] }.flatMap { $0 == "undefined" ? nil : $0 }
      ?? id.flatMap(Self.split(named:)) ?? (isOfFiles ? Self.split(named: name) : nil) ?? ""
  }

  /// The split that a name tells, such as `emotion.categories.train.gold_standard`.
  private static func split(named name: String) -> String? {
    let words: [Substring: String] = [
      "train": "train", "training": "train", "dev": "dev", "devel": "dev", "development": "dev",
      "val": "dev", "valid": "dev", "validation": "dev", "test": "test", "testing": "test",
      "eval": "test", "evaluation": "test",
    ]
    return name.lowercased().split { !$0.isLetter }.lazy.compactMap { words[$0] }.first
  }

  /// The columns with values of a scheme: that of its name, or else all that the header gives it.
  func columns(of scheme: String) -> [String] {
    let named = columns.map(\.name).filter { $0 == scheme }
    return named.isEmpty ? columns.filter { $0.scheme == scheme }.map(\.name) : named
  }
}

extension AudformatTable {
  /// The tables of a database that lie in its folder as CSV, in the order of their names.
  ///
  /// - Throws: `CorpusError.file` where one cannot be read, or is there in another form alone.
  static func all(in folder: Folder, of root: URL, header: AudformatHeader) throws(CorpusError)
    -> [AudformatTable]
  {
    var forms: [String: Set<String>] = [:]
    for url in folder.files where url.lastPathComponent.hasPrefix("db.") {
      let name = url.deletingPathExtension().lastPathComponent.dropFirst("db.".count)
      if !name.isEmpty { forms[String(name), default: []].insert(url.pathExtension) }
    }
    var tables: [AudformatTable] = []
    for (name, forms) in forms.sorted(by: { $0.key < $1.key }) {
      let stem = root.appending(path: "db.\(name)")
      let others = forms.intersection(["parquet", "pkl"]).sorted()
      if forms.contains("csv") {
        var table = try AudformatTable(
          name, at: stem.appendingPathExtension("csv"), header: header)
        table.otherForms = others
        tables.append(table)
      } else if let form = others.first {
        throw .file(
          .malformed(
            path: stem.appendingPathExtension(form).path,
            what: "tables are read as CSV; convert them with the Python package audformat: "
              + "python3 -c 'import audformat; audformat.Database.load(\"\(root.path)\")"
              + ".save(\"\(root.path)\", storage_format=\"csv\")'"))
      }
    }
    return tables
  }

  /// What the header lists and no file holds.
  static func missing(among tables: [AudformatTable], header: AudformatHeader) -> [String] {
    Set(header.tables.keys).union(header.miscTables.keys).subtracting(tables.map(\.name)).sorted()
  }

  /// What a user should know who changed the table in another form; nil where it has none.
  func warning(in root: URL) -> String? {
    if otherForms.isEmpty { return nil }
    let others = otherForms.map { "db.\(name).\($0)" }.joined(separator: " and ")
    return "\(root.path): the table \(name) lies there as db.\(name).csv, which is read, and as "
      + "\(others), which \(otherForms.count == 1 ? "is" : "are") not looked at; where they differ, "
      + "write the CSV anew."
  }
}
