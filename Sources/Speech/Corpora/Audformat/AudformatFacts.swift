import Files
import Foundation

/// What a database says of files beside their emotion: whose a recording is, and whatever its tables,
/// miscellaneous tables and schemes say of that person.
struct AudformatFacts {
  /// Where a value comes from, and what it is.
  private struct Value: Equatable {
    let text: String
    let scheme: String
    /// The table; nil where a scheme says it.
    let table: String?

    var origin: String { table.map { "the table \($0)" } ?? "the scheme \(scheme)" }
  }

  /// Files of which two places say different things.
  struct Contradiction: Hashable {
    let fact: String
    /// That which counts, and the other.
    let origins: [String]
  }

  /// Where values of a column should be and are not: in the index of a miscellaneous table, or among
  /// the labels of a scheme.
  struct Gap: Hashable {
    enum Place: Hashable {
      case table(String)
      case scheme(String)
    }

    let column: String
    let place: Place
  }

  /// A miscellaneous table with its rows by the values of its index.
  private struct Lookup {
    let name: String
    let levels: [String]
    /// Of each level, whether it is of whole numbers.
    let areIntegers: [Bool]
    let columns: [(name: String, scheme: String)]
    let rows: [[String]: [String]]
  }

  private let header: AudformatHeader
  private let ofFiles: [AudformatUnit: [String: Value]]
  private let lookups: [Lookup]
  /// What is said in contradiction of each file, and the first of the places is believed.
  private(set) var contradictions: [Contradiction: [String: [String]]] = [:]

  /// The values that are not where they should be.
  private(set) var gaps: [Gap: Set<String>] = [:]

  /// The tables that anything was taken from.
  private(set) var used: Set<String> = []

  /// What a manifest has columns for.
  static let names = ["speaker", "gender", "session", "language", "split"]

  /// - Parameters:
  ///   - tables: those of files in the order in which they count, and miscellaneous ones.
  init(_ tables: [AudformatTable], header: AudformatHeader) {
    self.header = header
    var ofFiles: [AudformatUnit: [String: Value]] = [:]
    var contradictions: [Contradiction: [String: [String]]] = [:]
    for table in tables where table.isOfFiles {
      let places = table.columns.compactMap { column in
        table.table.index(of: column.name).map { (column: column, index: $0) }
      }
      for (row, unit) in table.units.enumerated() {
        guard let unit else { continue }
        for (column, index) in places {
          let text = table.table.rows[row][index].trimmingCharacters(in: .whitespaces)
          let value = Value(
            text: header.value(text, of: column.scheme), scheme: column.scheme, table: table.name)
          guard !value.text.isEmpty else { continue }
          if let first = ofFiles[unit]?[column.name] {
            if first.text != value.text, Self.names.contains(column.name) {
              let key = Contradiction(fact: column.name, origins: [first.origin, value.origin])
              contradictions[key, default: [:]][unit.text, default: [first.text]].append(value.text)
            }
          } else {
            ofFiles[unit, default: [:]][column.name] = value
          }
        }
      }
    }
    self.ofFiles = ofFiles
    lookups = tables.filter { !$0.isOfFiles }.map {
      Self.lookup($0, header: header, noting: &contradictions)
    }
    self.contradictions = contradictions
  }

  /// - Parameter contradictions: gets the rows of one key that say different things.
  private static func lookup(
    _ table: AudformatTable, header: AudformatHeader,
    noting contradictions: inout [Contradiction: [String: [String]]]
  ) -> Lookup {
    let keys = table.levels.compactMap(table.table.index(of:))
    let isReferred = header.schemes(referringTo: table.name).contains(where: header.isOfIntegers)
    let areIntegers = table.levels.map { level in
      header.miscTables[table.name]?.integers.contains(level) == true
        || header.isOfIntegers(level) || (isReferred && table.levels.count == 1)
    }
    let values = table.columns.compactMap { column in
      table.table.index(of: column.name).map { (column, $0) }
    }
    let rows = table.table.rows.map { row in
      (
        zip(keys, areIntegers).map { key, isInteger in
          let text = row[key].trimmingCharacters(in: .whitespaces)
          return isInteger ? AudformatNumber.text(of: text) : text
        },
        values.map { column, place in
          header.value(row[place].trimmingCharacters(in: .whitespaces), of: column.scheme)
        }
      )
    }
    var known: [[String]: [String]] = [:]
    for (key, said) in rows {
      guard let first = known[key] else {
        known[key] = said
        continue
      }
      for (column, (one, other)) in zip(values.map(\.0), zip(first, said))
      where names.contains(column.name) && one != other && !one.isEmpty && !other.isEmpty {
        let origin = "the table \(table.name)"
        let fact = Contradiction(fact: column.name, origins: [origin, "a further row of it"])
        contradictions[fact, default: [:]][key.joined(separator: " "), default: [one]].append(other)
      }
    }
    return Lookup(
      name: table.name, levels: table.levels, areIntegers: areIntegers, columns: values.map(\.0),
      rows: known)
  }

  /// What is known of a file or part, by the names of the manifest's columns; a part has what is said
  /// of its whole file too.
  mutating func known(of unit: AudformatUnit) -> [String: String] {
    var known = ofFiles[unit] ?? [:]
    let whole = ofFiles[unit.whole] ?? [:]
    for (name, value) in whole { add(name, value, of: unit, to: &known) }
    known["file"] = Value(text: unit.file, scheme: "", table: nil)
    var unasked = Set(lookups.indices)
    var changed = true
    while changed {
      changed = false
      nameByScheme(&known)
      for (name, value) in known.sorted(by: { $0.key < $1.key }) {
        guard case .said(let said) = header.facts[value.scheme], name != "file" else { continue }
        for (fact, text) in (said[value.text] ?? [:]).sorted(by: { $0.key < $1.key }) {
          let value = Value(text: text, scheme: fact, table: nil)
          if add(fact, value, of: unit, to: &known) { changed = true }
        }
      }
      for index in unasked.sorted() {
        guard let row = row(of: lookups[index], for: known) else { continue }
        unasked.remove(index)
        for (column, text) in zip(lookups[index].columns, row) where !text.isEmpty {
          let value = Value(
            text: text, scheme: column.scheme, table: lookups[index].name)
          if add(column.name, value, of: unit, to: &known) { changed = true }
        }
      }
    }
    for name in Self.names {
      guard let value = known[name], header.isForeign(value.text, to: value.scheme) else {
        continue
      }
      gaps[Gap(column: name, place: .scheme(value.scheme)), default: []].insert(value.text)
    }
    used.formUnion(Self.names.compactMap { known[$0]?.table })
    return known.mapValues(\.text)
  }

  /// Adds what is not known yet; what is known otherwise is a contradiction.
  ///
  /// - Returns: whether it was not known.
  @discardableResult
  private mutating func add(
    _ name: String, _ value: Value, of unit: AudformatUnit, to known: inout [String: Value]
  ) -> Bool {
    guard let first = known[name] else {
      known[name] = value
      return true
    }
    if first.text != value.text, Self.names.contains(name) {
      let key = Contradiction(fact: name, origins: [first.origin, value.origin])
      contradictions[key, default: [:]][unit.text, default: [first.text]].append(value.text)
    }
    return false
  }

  /// Values go by the names of their schemes too: a column `spk` of the scheme `speaker` tells the
  /// speaker where no column of that name does.
  private func nameByScheme(_ known: inout [String: Value]) {
    for (_, value) in known.sorted(by: { $0.key < $1.key })
    where !value.scheme.isEmpty && known[value.scheme] == nil {
      known[value.scheme] = value
    }
  }

  /// The row of a miscellaneous table that is about a file; nil where the file is not of its kind.
  private mutating func row(of lookup: Lookup, for known: [String: Value]) -> [String]? {
    let referring = header.schemes(referringTo: lookup.name).first { known[$0] != nil }
    let columns = lookup.levels.count == 1 ? [referring ?? lookup.levels[0]] : lookup.levels
    let keys = zip(columns, lookup.areIntegers).compactMap { column, isInteger in
      (known[column]?.text).map { isInteger ? AudformatNumber.text(of: $0) : $0 }
    }
    guard keys.count == lookup.levels.count else { return nil }
    let row = lookup.rows[keys]
    // A table of some files need not have all.
    if row == nil, !columns.contains("file"),
      lookup.columns.contains(where: { Self.names.contains($0.name) })
    {
      let column = columns.joined(separator: " and ")
      gaps[Gap(column: column, place: .table(lookup.name)), default: []]
        .insert(keys.joined(separator: " "))
    }
    return row
  }
}
