public import Files
public import Foundation
import Yams

/// A database in audformat to be written: `db.yaml` and a table as CSV for each of its tables.
public struct AudformatDatabase: Sendable {
  /// What a column may hold.
  public enum Scheme: Sendable, Equatable {
    case labels([String])
    case number(minimum: Double, maximum: Double)
    case text
  }

  /// A table of whole files, or of parts of them.
  public struct Table: Sendable {
    public let name: String
    /// The columns after the file and its part, each with the name of its scheme.
    public let columns: [(name: String, scheme: String)]
    /// Whether rows are of parts.
    public let isSegmented: Bool
    /// Of each row, the part where `isSegmented`, and the content of the columns.
    public private(set) var rows: [(file: URL, part: Span, values: [String])] = []

    public init(
      _ name: String, columns: [(name: String, scheme: String)], isSegmented: Bool = false
    ) {
      self.name = name
      self.columns = columns
      self.isSegmented = isSegmented
    }

    /// Adds a row with as many values as there are columns.
    public mutating func append(
      _ file: URL, _ part: Span = Span(start: 0, end: nil), values: [String]
    ) {
      precondition(values.count == columns.count, "a value for every column")
      rows.append((file, part, values))
    }
  }

  private let name: String
  private let description: String
  private let source: String
  private let schemes: KeyValuePairs<String, Scheme>
  private let tables: [Table]

  /// - Parameters:
  ///   - source: where its content comes from.
  ///   - schemes: by name; those that the tables' columns have.
  public init(
    _ name: String, description: String, source: String,
    schemes: KeyValuePairs<String, Scheme>, tables: [Table]
  ) {
    self.name = name
    self.description = description
    self.source = source
    self.schemes = schemes
    self.tables = tables
  }

  /// Whether a database can be written into a folder: it is not there yet, or empty.
  ///
  /// - Throws: `FileError.cannotCreate` where the folder holds anything, or a file is in its place.
  public static func requireEmpty(_ folder: URL) throws(FileError) {
    var status = stat()
    if stat(folder.path, &status) == 0, !Files.Folder.isFolder(folder) {
      throw .cannotCreate(path: folder.path, why: "a file is in its place")
    }
    guard try Files.Folder.names(in: folder).isEmpty else {
      throw .cannotCreate(path: folder.path, why: "the folder is not empty")
    }
  }

  /// Writes the database into a folder that is not there yet or empty, whole or not at all.
  ///
  /// - Throws: `FileError.cannotCreate` where the folder holds anything, `.diskFull` or `.io`.
  public func write(to folder: URL) throws(FileError) {
    try Self.requireEmpty(folder)
    let place = try AtomicFolder(folder)
    try AtomicFile.write(header(path: folder.path), to: place.url.appending(path: "db.yaml"))
    for table in tables {
      try table.csv(in: folder).write(to: place.url.appending(path: "db.\(table.name).csv"))
    }
    try place.commit()
  }
}

extension AudformatDatabase.Table {
  /// - Parameter folder: where the database will lie.
  fileprivate func csv(in folder: URL) -> CSVTable {
    let index = isSegmented ? ["file", "start", "end"] : ["file"]
    var table = CSVTable(header: index + columns.map(\.name))
    for (file, part, values) in rows {
      let times = [part.start, part.end].map { $0.map(AudformatTime.text(seconds:)) ?? "" }
      table.append([file.listed(in: folder)] + (isSegmented ? times : []) + values)
    }
    return table
  }
}

// MARK: - db.yaml

extension AudformatDatabase {
  /// - Parameter path: what is named in errors.
  /// - Throws: `FileError.io` where it cannot be written as YAML.
  fileprivate func header(path: String) throws(FileError) -> String {
    let header = Node.mapping([
      "name": .text(name), "description": .text(description), "source": .text(source),
      // audformat wants to know what a database may be used for.
      "usage": "other", "languages": [],
      "schemes": .named(schemes.map { ($0, $1.node) }),
      "tables": .named(tables.map { ($0.name, $0.node) }),
    ])
    do {
      return try Yams.serialize(node: header, allowUnicode: true)
    } catch {
      throw .io(path: path, why: "its header cannot be written as YAML")
    }
  }
}

extension AudformatDatabase.Scheme {
  fileprivate var node: Node {
    switch self {
    case .labels(let labels):
      .mapping(["dtype": "str", "labels": .sequence(.init(labels.map(Node.text)))])
    case .number(let minimum, let maximum):
      .mapping(["dtype": "float", "minimum": Node("\(minimum)"), "maximum": Node("\(maximum)")])
    case .text: .mapping(["dtype": "str"])
    }
  }
}

extension AudformatDatabase.Table {
  /// audformat takes the columns of a file in the order of its header.
  fileprivate var node: Node {
    .mapping([
      "type": .text(isSegmented ? "segmented" : "filewise"),
      "columns": .named(columns.map { ($0.name, .mapping(["scheme_id": .text($0.scheme)])) }),
    ])
  }
}

extension Node {
  /// A text that is read as one, were it `1` or `no`.
  fileprivate static func text(_ text: String) -> Node { Node(text, .implicit, .doubleQuoted) }

  /// A mapping in this order.
  fileprivate static func named(_ pairs: [(String, Node)]) -> Node {
    .mapping(Mapping(pairs.map { (.text($0), $1) }))
  }
}
