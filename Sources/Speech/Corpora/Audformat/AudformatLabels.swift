import Files
import Foundation

/// What the tables of a database say of the emotion of files and parts of files.
struct AudformatLabels {
  /// One statement, which a row of a table makes.
  struct Statement {
    let label: String
    /// `train`, `dev`, `test` or empty.
    let split: String
    /// A position among the tables.
    let table: Int
    let line: Int
  }

  /// A file or part whose tables contradict each other, and what the first and another say.
  struct Contradiction {
    let unit: AudformatUnit
    let tables: [Int]
    let says: [String]
  }

  /// A column of labels with a scheme that lists its values.
  struct ForeignColumn: Hashable {
    let table: String
    let scheme: String
  }

  /// The tables that were asked, in the order in which they count.
  let tables: [AudformatTable]
  /// In the order in which the tables name them.
  private(set) var units: [AudformatUnit] = []
  /// What counts: of the first table that says anything.
  private(set) var statements: [AudformatUnit: Statement] = [:]
  /// What later tables say otherwise.
  private(set) var contradictions: [Contradiction] = []
  /// What one table alone says twice and differently; no statement counts.
  private(set) var ambiguities: [AudformatUnit: [String]] = [:]
  /// Rows whose start or end is no time, or whose part has no length.
  private(set) var unusable: [(table: Int, row: Int, reason: String)] = []
  /// Parts of one file that have some of its sound in common and different labels.
  private(set) var overlaps: [(AudformatUnit, AudformatUnit)] = []
  /// Values that are none of those that the scheme of their column lists, and how often each is there.
  private(set) var foreign: [ForeignColumn: [String: Int]] = [:]
  /// The tables that label each file as a whole, and those that label parts of it.
  private var extents: [ExactText: (wholes: Set<Int>, parts: Set<Int>)] = [:]

  /// - Parameters:
  ///   - columns: that of the labels in each table.
  init(_ tables: [AudformatTable], columns: [String], header: AudformatHeader) {
    self.tables = tables
    for (index, (table, column)) in zip(tables, columns).enumerated() {
      let place = table.table.index(of: column)
      let scheme = table.columns.first { $0.name == column }?.scheme ?? column
      let names = header.names[scheme] ?? [:]
      for (row, unit) in table.units.enumerated() {
        guard let unit else {
          unusable.append((index, row, "its start or end is no time"))
          continue
        }
        if let end = unit.end, end <= unit.start {
          unusable.append((index, row, "it ends where it begins or before"))
          continue
        }
        let text =
          place.map { table.table.rows[row][$0].trimmingCharacters(in: .whitespaces) } ?? ""
        let label = header.value(text, of: scheme)
        if !label.isEmpty, header.isForeign(label, to: scheme) {
          foreign[ForeignColumn(table: table.name, scheme: scheme), default: [:]][
            label, default: 0] += 1
        }
        add(
          Statement(
            label: names[label] ?? label, split: table.split, table: index,
            line: table.table.lines[row]),
          of: unit)
      }
    }
    checkExtents()
    checkOverlaps()
  }

  private mutating func add(_ said: Statement, of unit: AudformatUnit) {
    if unit.isWhole {
      extents[unit.place, default: ([], [])].wholes.insert(said.table)
    } else {
      extents[unit.place, default: ([], [])].parts.insert(said.table)
    }
    guard let first = statements[unit] else {
      units.append(unit)
      statements[unit] = said
      return
    }
    let label = first.label.isEmpty ? said.label : first.label
    let split = first.split.isEmpty ? said.split : first.split
    if !said.label.isEmpty, said.label != label {
      if said.table == first.table {
        ambiguities[unit, default: [first.label]].append(said.label)
      } else {
        contradictions.append(
          Contradiction(
            unit: unit, tables: [first.table, said.table], says: [first.label, said.label]))
      }
    }
    if !said.split.isEmpty, said.split != split {
      contradictions.append(
        Contradiction(unit: unit, tables: [first.table, said.table], says: [split, said.split]))
    }
    statements[unit] = Statement(
      label: label, split: split, table: first.label.isEmpty ? said.table : first.table,
      line: first.label.isEmpty ? said.line : first.line)
  }

  /// A file of which one table labels the whole and another parts would be listed with its sound
  /// twice.
  private mutating func checkExtents() {
    var dropped: Set<AudformatUnit> = []
    for unit in units {
      guard let statement = statements[unit], let extent = extents[unit.place] else { continue }
      let others = unit.isWhole ? extent.parts : extent.wholes
      guard let first = others.min(), first < statement.table else { continue }
      contradictions.append(
        Contradiction(
          unit: unit, tables: [first, statement.table],
          says: unit.isWhole ? ["parts", "the whole"] : ["the whole", "a part"]))
      dropped.insert(unit)
    }
    units.removeAll { dropped.contains($0) }
  }
  /// Several may speak at a time, or a table be wrong.
  private mutating func checkOverlaps() {
    let labelled = units.filter { !label(of: $0).isEmpty && ambiguities[$0] == nil }
    let files = Dictionary(grouping: labelled, by: \.place).sorted { $0.key.text < $1.key.text }
    for (_, parts) in files where parts.count > 1 {
      let parts = parts.sorted { $0.start < $1.start }
      var last = parts[0]
      for part in parts.dropFirst() {
        let isWithin = part.start + CorpusContents.tolerance < last.end ?? .infinity
        if isWithin, label(of: part) != label(of: last) { overlaps.append((last, part)) }
        if part.end ?? .infinity > last.end ?? .infinity { last = part }
      }
    }
  }

  /// What counts as a file's or part's label.
  func label(of unit: AudformatUnit) -> String { statements[unit]?.label ?? "" }
}
