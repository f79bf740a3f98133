public import Foundation

/// Which rows of a manifest are used: those that have certain words in certain columns.
public struct RowSelection: Sendable, Equatable {
  /// A word that a column must have; several of one column leave the choice between them.
  private struct Condition: Sendable, Equatable {
    /// The corpus whose rows it is about; nil for all.
    var corpus: String?
    let column: String
    let value: String
  }

  private var conditions: [Condition]

  /// All rows.
  public static let all = RowSelection(conditions: [])

  /// Of ESD's rows those in Mandarin, and all of other corpora.
  public static let mandarinOfESD = RowSelection(conditions: [
    Condition(corpus: CorpusKind.esd.rawValue, column: "language", value: "cmn")
  ])

  private init(conditions: [Condition]) { self.conditions = conditions }

  /// Reads conditions such as `language=cmn`. The word may be empty, for rows that have none.
  ///
  /// - Throws: `CorpusError.setting` where one is not of that form.
  public init(parsing texts: [String]) throws(CorpusError) {
    conditions = []
    for text in texts {
      let sides = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        .map { $0.trimmingCharacters(in: .whitespaces) }
      guard sides.count == 2, !sides[0].isEmpty else {
        throw .setting(
          "--where \(text) is not of the form column=value; write for example language=cmn.")
      }
      conditions.append(Condition(column: sides[0], value: sides[1]))
    }
  }

  /// The rows that both select.
  public func and(_ other: RowSelection) -> RowSelection {
    RowSelection(conditions: conditions + other.conditions)
  }

  /// As it was asked for, the same however it was written; empty where all rows are.
  public var text: String {
    conditions.map { "\($0.column)=\($0.value)" }.sorted().joined(separator: ", ")
  }

  /// Whether a recording is selected.
  func takes(_ recording: Recording) -> Bool {
    Dictionary(grouping: conditions) { [$0.corpus ?? "", $0.column] }.values.allSatisfy {
      conditions in
      if let corpus = conditions[0].corpus, recording.corpus != corpus { return true }
      let word = recording[column: conditions[0].column] ?? ""
      return conditions.contains { $0.value == word }
    }
  }

  /// Selects some of a list's recordings.
  ///
  /// - Parameters:
  ///   - further: the names of its columns beyond those that all have.
  ///   - path: what the list is called.
  /// - Throws: `CorpusError.setting` where it has no such column, `.classes` where none is selected.
  func select(
    _ recordings: [Recording], furtherColumns further: [String], of path: String
  ) throws(CorpusError) -> (taken: [Int], left: [Int]) {
    let columns = ManifestColumn.allCases.map(\.rawValue) + further
    for condition in conditions where !columns.contains(condition.column) {
      throw .setting(
        "\(path): there is no column \(condition.column), which --where "
          + "\(condition.column)=\(condition.value) asks for; there are \(columns.joined(separator: ", "))."
      )
    }
    let taken = recordings.indices.filter { takes(recordings[$0]) }
    guard let condition = conditions.first, taken.isEmpty else {
      return (taken, recordings.indices.filter { !takes(recordings[$0]) })
    }
    let words = Set(recordings.map { $0[column: condition.column] ?? "" }).sorted()
    throw .classes(
      "\(path): no recording is left by --where \(text); the column \(condition.column) has "
        + "\(words.map { $0.isEmpty ? "\"\"" : $0 }.inShort).")
  }
}

extension Recording {
  /// What a manifest's column has of it; nil where there is no such column.
  fileprivate subscript(column name: String) -> String? {
    switch ManifestColumn(rawValue: name) {
    case .file: url.path
    case .emotion: emotion
    case .speaker: speaker
    case .gender: gender
    case .session: session
    case .language: language
    case .corpus: corpus
    case nil: further[name]?.trimmingCharacters(in: .whitespaces)
    }
  }
}

extension Manifest {
  /// The manifest with some of its rows alone; the others are `notSelected`.
  ///
  /// - Throws: `CorpusError.setting` where it lacks a column that is asked for, `.classes` where no row is
  ///   selected.
  public func selecting(_ rows: RowSelection) throws(CorpusError) -> Manifest {
    if rows == .all { return self }
    let (taken, left) = try rows.select(
      recordings, furtherColumns: furtherColumns, of: url.path)
    return Manifest(
      self, recordings: taken.map { recordings[$0] },
      notSelected: notSelected + left.map { recordings[$0] })
  }

  /// How many rows were not selected, as a sentence; nil where all were.
  public var selectionSentence: String? {
    notSelected.isEmpty
      ? nil
      : "\(url.path): \(recordings.count) of \(recordings.count + notSelected.count) recordings are "
        + "selected by --where."
  }
}

extension CorpusContents {
  /// Lists as skipped what is not selected.
  ///
  /// - Throws: as `Manifest.selecting`.
  public mutating func select(_ rows: RowSelection, of root: URL) throws(CorpusError) {
    if rows == .all { return }
    let (taken, left) = try rows.select(
      recordings, furtherColumns: furtherColumns, of: root.path)
    skipped += left.map {
      SkippedFile(
        recordings[$0].url, "--where \(rows.text) does not select it",
        label: recordings[$0].emotion)
    }
    spans = Dictionary(
      uniqueKeysWithValues: taken.enumerated().compactMap { place, old in
        spans[old].map { (place, $0) }
      })
    recordings = taken.map { recordings[$0] }
  }
}
