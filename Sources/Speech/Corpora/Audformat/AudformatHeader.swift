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
    /// Those of them that hold whole numbers.
    let integers: Set<String>
  }

  /// The database's name.
  let name: String
  /// The language of all recordings where there is just one; else empty.
  let language: String
  /// The schemes whose values are whole numbers.
  private let integers: Set<String>
  /// By the scheme's name, its values where it lists them.
  private let values: [String: Set<String>]
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
    let schemes = (node?["schemes"]).entries
    let integers = Set(schemes.filter { $0.value["dtype"].isOfIntegers }.keys)
    self.integers = integers
    func form(_ scheme: String) -> (String) -> String {
      { integers.contains(scheme) ? AudformatNumber.text(of: $0) : $0 }
    }
    values = Dictionary(
      uniqueKeysWithValues: schemes.compactMap { name, scheme in
        (scheme["labels"]?.values).map { (name, Set($0.map(form(name)))) }
      })
    facts = Dictionary(
      uniqueKeysWithValues: schemes.compactMap { name, scheme in
        Facts(scheme["labels"], valuesAs: form(name)).map { (name, $0) }
      })
    names = Dictionary(
      uniqueKeysWithValues: schemes.map { name, scheme in
        (name, scheme["labels"].entries.keys(as: form(name)).compactMapValues { $0.scalar?.string })
      })
    splits = (node?["splits"]).entries.compactMapValues { $0["type"]?.scalar?.string }
    tables = (node?["tables"]).entries.mapValues(Table.init)
    miscTables = (node?["misc_tables"]).entries.mapValues(Table.init)
  }
}

extension AudformatHeader {
  func isOfIntegers(_ scheme: String) -> Bool { integers.contains(scheme) }

  /// A value of a scheme as it is compared with others: where a scheme is of whole numbers, 3.0 and 03 are 3.
  func value(_ text: String, of scheme: String) -> String {
    isOfIntegers(scheme) ? AudformatNumber.text(of: text) : text
  }

  /// The schemes whose values a miscellaneous table is about, sorted.
  func schemes(referringTo table: String) -> [String] {
    facts.filter { if case .table(table) = $0.value { true } else { false } }.keys.sorted()
  }

  /// Whether a scheme lists its values, and this one is none of them.
  func isForeign(_ value: String, to scheme: String) -> Bool {
    values[scheme].map { !$0.contains(value) } ?? false
  }
}

/// Whole numbers, which programs write in several ways.
enum AudformatNumber {
  /// A number as its digits alone: `3` for `3.0` and `03`; any other text as it is.
  static func text(of text: String) -> String {
    // Beyond 2^53 several whole numbers have one floating-point number.
    let whole = Int(text) ?? Double(text).flatMap { abs($0) < 0x1p53 ? Int(exactly: $0) : nil }
    return whole.map { String($0) } ?? text
  }
}

extension AudformatHeader.Facts {
  /// nil where only names of values are listed, or nothing is.
  ///
  /// - Parameter form: how values are compared.
  fileprivate init?(_ labels: Node?, valuesAs form: (String) -> String) {
    guard let labels else { return nil }
    if let name = labels.scalar?.string {
      self = .table(name)
    } else if labels.mapping != nil {
      self = .said(
        labels.entries.keys(as: form)
          .mapValues { said in said.entries.compactMapValues { $0.scalar?.string } })
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
    integers = Set(node["levels"].entries.filter { Optional($0.value).isOfIntegers }.keys)
  }
}

extension Node? {
  fileprivate var entries: [String: Node] { self?.entries ?? [:] }

  /// Whether it is a data type of whole numbers.
  fileprivate var isOfIntegers: Bool { self?.scalar?.string.lowercased().hasPrefix("int") ?? false }
}

extension [String: Node] {
  /// The same with keys in another form; of two that are alike then, one stays.
  fileprivate func keys(as form: (String) -> String) -> [String: Node] {
    Dictionary(sorted { $0.key < $1.key }.map { (form($0.key), $0.value) }) { first, _ in first }
  }
}

extension Node {
  /// The values that a list or a mapping of labels names; nil where it is neither, or names none.
  fileprivate var values: [String]? {
    let values =
      sequence?.compactMap { $0.scalar?.string } ?? mapping.map { _ in Array(entries.keys) }
    return values?.isEmpty == false ? values : nil
  }

  /// The entries of a mapping whose keys are scalars; none of anything else.
  fileprivate var entries: [String: Node] {
    let pairs = (mapping ?? [:]).compactMap { key, value in
      key.scalar.map { ($0.string, value) }
    }
    return Dictionary(pairs) { first, _ in first }
  }
}
