import Files
import Foundation
import Yams

/// What `db.yaml` says that a manifest wants to know.
struct AudformatHeader {
  /// What is said of the values of a scheme beyond their names.
  enum Facts {
    /// By value, what is said of it, such as the `gender` of a speaker.
    case said([String: [String: String]])
    /// The miscellaneous table that says it.
    case table(String)
  }

  /// A table, miscellaneous or not.
  struct Table {
    /// The id of its split; nil where it has none.
    let split: String?
    /// The scheme of each column; empty where it has none.
    let columns: [String: String]
    /// The names of the levels of its index, of a miscellaneous table.
    let levels: [String]
  }

  /// The database's name.
  let name: String
  /// The language of all recordings where there is just one; else empty.
  let language: String
  /// By the scheme's name.
  let facts: [String: Facts]
  /// By the scheme's name, what its values are called where they are numbers or abbreviations, such as
  /// `0` for `angry`.
  let names: [String: [String: String]]
  /// `train`, `dev`, `test` or another word, by the split's id.
  let splits: [String: String]
  let tables: [String: Table]
  let miscTables: [String: Table]

  /// - Throws: `CorpusError.file` where the file cannot be read or is no YAML.
  init(contentsOf url: URL) throws(CorpusError) {
    let node: Node?
    do {
      let text = String(decoding: try InputFile.contents(of: url), as: UTF8.self)
      node = try Yams.compose(yaml: text)
    } catch let error as FileError {
      throw .file(error)
    } catch {
      throw .file(.malformed(path: url.path, what: "it is not YAML; save the database again"))
    }
    name =
      node?["name"]?.string
      ?? url.standardizedFileURL.deletingLastPathComponent().lastPathComponent
    let languages = node?["languages"]?.sequence?.compactMap(\.string) ?? []
    language = languages.count == 1 ? languages[0] : ""
    facts = (node?["schemes"]).entries.compactMapValues { Facts($0["labels"]) }
    names = (node?["schemes"]).entries.mapValues { scheme in
      (scheme["labels"]).entries.compactMapValues { $0.scalar?.string }
    }
    splits = (node?["splits"]).entries.compactMapValues { $0["type"]?.scalar?.string }
    tables = (node?["tables"]).entries.mapValues(Table.init)
    miscTables = (node?["misc_tables"]).entries.mapValues(Table.init)
  }
}

extension AudformatHeader.Facts {
  /// nil where only names of values are listed, or nothing is.
  fileprivate init?(_ labels: Node?) {
    guard let labels else { return nil }
    if let name = labels.scalar?.string {
      self = .table(name)
    } else if labels.mapping != nil {
      self = .said(
        labels.entries.mapValues { said in said.entries.compactMapValues { $0.scalar?.string } })
    } else {
      return nil
    }
  }
}

extension AudformatHeader.Table {
  fileprivate init(_ node: Node) {
    split = node["split_id"]?.scalar?.string
    columns = node["columns"].entries.mapValues { $0["scheme_id"]?.scalar?.string ?? "" }
    // Older databases list names alone.
    let listed = node["levels"]?.sequence?.compactMap { $0.scalar?.string } ?? []
    levels =
      listed + (node["levels"]?.mapping?.keys.compactMap { $0.scalar?.string } ?? [])
  }
}

extension Node? {
  fileprivate var entries: [String: Node] { self?.entries ?? [:] }
}

extension Node {
  /// The entries of a mapping whose keys are scalars; none of anything else.
  fileprivate var entries: [String: Node] {
    let pairs = (mapping ?? [:]).compactMap { key, value in
      key.scalar.map { ($0.string, value) }
    }
    return Dictionary(pairs) { first, _ in first }
  }
}
