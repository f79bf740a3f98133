import Files
public import Foundation

/// A database in audformat: `db.yaml` and tables such as `db.emotion.csv`, each with the columns
/// `file,…` or `file,start,end,…`.
///
/// Labels come from all tables that have a column `emotion`, or one of the scheme `emotion`. What the
/// header or a table's name says of its split becomes the column `split`. Speaker, gender, language and
/// session come from any table of these files, from miscellaneous tables, and from what the header says
/// of a speaker. A row that labels a part of a file becomes a span, which the import cuts out.
public struct Audformat: CorpusReader {
  /// The tables that labels are taken from, those before others where they contradict each other; all
  /// where it is empty, which must then agree.
  private let chosen: [String]
  /// The column of the labels; nil for `emotion`.
  private let column: String?

  public init(tables: [String] = [], column: String? = nil) {
    chosen = tables
    self.column = column
  }

  public func read(_ root: URL) throws(CorpusError) -> CorpusContents {
    let folder = try Folder(root)
    guard folder.files.contains(where: { $0.lastPathComponent == "db.yaml" }) else {
      throw .notTheCorpus(
        root: root.path, expected: "a database in audformat, with db.yaml",
        found: folder.summary)
    }
    let header = try AudformatHeader(contentsOf: root.appending(path: "db.yaml"))
    let tables = try AudformatTable.all(in: folder, of: root, header: header)
    let sources = try labelled(tables, of: root)
    let labels = AudformatLabels(
      sources.map(\.table), columns: sources.map(\.column), header: header)
    if chosen.isEmpty { try refuse(labels.contradictions, among: labels.tables, of: root) }

    let others = tables.filter { table in !sources.contains { $0.table.name == table.name } }
    var facts = AudformatFacts(sources.map(\.table) + others, header: header)
    var contents = try contents(of: labels, header: header, facts: &facts, root: root)
    contents.skipRest(
      of: try FolderTree(root).without(ending: CorpusContents.partsEnding),
      because: "no table gives it an emotion")
    guard !contents.recordings.isEmpty else {
      throw .notTheCorpus(
        root: root.path, expected: "the recordings that the tables list",
        found: contents.skipped.first.map { "none (\($0.url.path): \($0.why))" } ?? "none")
    }
    contents.tables =
      [root.appending(path: "db.yaml")]
      + tables.map {
        root.appending(path: "db.\($0.name).csv")
      }
    contents.notes = notes(on: contents, of: sources, others: others, used: facts.used)
    contents.warnings =
      AudformatTable.missing(among: tables, header: header).map {
        "\(root.path): db.yaml lists the table \($0), and there is no db.\($0).csv."
      } + warnings(on: labels, facts, of: root) + tables.compactMap { $0.warning(in: root) }
      + contents.warnings
    return contents
  }
}

// MARK: - Which tables

extension Audformat {
  private typealias Source = (table: AudformatTable, column: String)

  private var wanted: String { column ?? "emotion" }

  /// The tables that labels are taken from, each with its column of labels.
  ///
  /// - Throws: `CorpusError.notTheCorpus` where there is none, `.setting` where one that was chosen is
  ///   not there or has no labels, `.classes` where a table has several columns of them.
  private func labelled(_ tables: [AudformatTable], of root: URL) throws(CorpusError) -> [Source] {
    let ofFiles = tables.filter(\.isOfFiles)
    let candidates = ofFiles.map { ($0, columns: $0.columns(of: wanted)) }
      .filter { !$0.columns.isEmpty }
    var taken = candidates
    if !chosen.isEmpty {
      taken = []
      for name in chosen {
        guard let table = candidates.first(where: { $0.0.name == name }) else {
          let names = candidates.map(\.0.name).inShort
          throw .setting(
            "--table: \(root.path) has no table \(name) with labels (a column \(wanted)); those that "
              + "have are \(names.isEmpty ? "none" : names).")
        }
        taken.append(table)
      }
    }
    guard !taken.isEmpty else {
      let found = ofFiles.map { table in
        "\(table.name) (\(table.columns.map(\.name).inShort))"
      }
      throw .notTheCorpus(
        root: root.path,
        expected: "a table db.….csv with the columns file and \(wanted), or another one of labels "
          + "named by --column",
        found: found.isEmpty ? "no table of files as CSV" : found.inShort)
    }
    var sources: [Source] = []
    for (table, columns) in taken {
      guard columns.count == 1 else {
        throw .classes(
          "\(root.path): the table \(table.name) has several columns of labels, "
            + "\(columns.inShort); choose one with --column.")
      }
      sources.append((table, columns[0]))
    }
    return sources
  }

  /// - Throws: `CorpusError.classes` where tables contradict each other.
  private func refuse(
    _ contradictions: [AudformatLabels.Contradiction], among tables: [AudformatTable], of root: URL
  ) throws(CorpusError) {
    guard let first = contradictions.first else { return }
    let names = Set(contradictions.flatMap(\.tables)).sorted().map { tables[$0].name }
    throw .classes(
      "\(root.path): the tables \(names.inShort) contradict each other on "
        + "\(Self.examples(contradictions)); choose those that count with --table, such as --table "
        + "\(tables[first.tables[0]].name); where several are given, the first goes before the others."
    )
  }

  private static func examples(_ contradictions: [AudformatLabels.Contradiction]) -> String {
    var says: [AudformatUnit: [String]] = [:]
    for contradiction in contradictions {
      let text = contradiction.says.joined(separator: ", ")
      if says[contradiction.unit]?.contains(text) != true {
        says[contradiction.unit, default: []].append(text)
      }
    }
    let texts = says.map { "\($0.text) (\($1.joined(separator: "; ")))" }.sorted()
    return "\(texts.count) file\(texts.count == 1 ? "" : "s") or parts: \(texts.listed(atMost: 5))"
  }
}

// MARK: - What is told

extension Audformat {
  private func notes(
    on contents: CorpusContents, of sources: [Source], others: [AudformatTable], used: Set<String>
  ) -> [String] {
    let tables = sources.map { table, column in
      "\(table.name) (\(column)\(table.split.isEmpty ? "" : ", split \(table.split)"))"
    }
    var notes = ["labels of \(tables.joined(separator: ", "))"]
    let columns = sources.flatMap { table, column in
      table.columns.filter { $0.name != column && $0.scheme == wanted }
        .map { "\(table.name): \($0.name)" }
    }
    if !columns.isEmpty {
      notes.append("other labels, not used: \(columns.inShort)")
    }
    let unused = others.filter { !used.contains($0.name) }.map { table in
      "\(table.name) (\(table.columns.map(\.name).inShort))"
    }
    if !unused.isEmpty { notes.append("tables not used: \(unused.joined(separator: ", "))") }
    return notes
  }

  private func warnings(
    on labels: AudformatLabels, _ facts: AudformatFacts, of root: URL
  ) -> [String] {
    var warnings: [String] = []
    if !labels.contradictions.isEmpty {
      warnings.append(
        "\(root.path): tables contradict each other on \(Self.examples(labels.contradictions)); the "
          + "first that --table names is believed.")
    }
    if let (one, other) = labels.overlaps.first {
      let (count, says) = (
        labels.overlaps.count, [one, other].map { "\($0.text) (\(labels.label(of: $0)))" }
      )
      warnings.append(
        "\(root.path): \(count) part\(count == 1 ? " has" : "s have") sound in common with another that has "
          + "another label, such as \(says.joined(separator: " and ")); both are listed.")
    }
    for (column, values) in labels.foreign.sorted(by: { $0.key.table < $1.key.table }) {
      let counts = values.sorted { $0.key < $1.key }.map { "\"\($0.key)\" (\($0.value))" }
      warnings.append(
        "\(root.path): the table \(column.table) has labels that are none of those of the scheme "
          + "\(column.scheme), \(counts.listed(atMost: 5)), which are taken all the same; mend "
          + "table or scheme.")
    }
    warnings += facts.gaps.map { "\(root.path): \(Self.sentence(on: $0, $1))" }.sorted()
    for (contradiction, files) in facts.contradictions.sorted(by: { $0.key.fact < $1.key.fact }) {
      let texts = files.map { "\($0) (\($1.joined(separator: ", ")))" }.sorted()
      warnings.append(
        "\(root.path): \(contradiction.origins[0]) and \(contradiction.origins[1]) contradict each "
          + "other on the \(contradiction.fact) of \(texts.listed(atMost: 5)); the first is believed."
      )
    }
    return warnings
  }
}

extension Audformat {
  /// - Parameter values: those that are not where they should be.
  private static func sentence(on gap: AudformatFacts.Gap, _ values: Set<String>) -> String {
    let isOne = values.count == 1
    let lack =
      switch gap.place {
      case .table(let name): "\(isOne ? "has" : "have") no row in the table \(name)"
      case .scheme(let name): "\(isOne ? "is" : "are") none of the labels of the scheme \(name)"
      }
    return
      "\(values.count) value\(isOne ? "" : "s") of \(gap.column), \(values.sorted().listed(atMost: 5)), "
      + "\(lack), so that nothing more is known of \(isOne ? "it" : "them"); write \(isOne ? "it" : "them") "
      + "as there."
  }
}

// MARK: - Recordings

extension Audformat {
  /// Names that databases give emotions, and ours.
  private static let emotions: [String: EmotionLabel] = [
    "anger": .angry, "happiness": .happy, "joy": .happy, "sadness": .sad, "fear": .fearful,
    "disgust": .disgusted, "boredom": .bored, "surprise": .surprised, "excitement": .excited,
    "frustration": .frustrated, "no_agreement": .undecided, "no agreement": .undecided,
  ]

  /// Our name of an emotion; its own where we have none.
  private static func label(_ name: String) -> String {
    let plain = name.lowercased()
    return (emotions[plain] ?? EmotionLabel(rawValue: plain))?.rawValue ?? name
  }

  /// - Throws: `CorpusError.file` where a path is of another system.
  private func contents(
    of labels: AudformatLabels, header: AudformatHeader, facts: inout AudformatFacts, root: URL
  ) throws(CorpusError) -> CorpusContents {
    var contents = CorpusContents()
    var files = ListedFiles()
    var names: [String: Set<String>] = [:]
    for (table, row, reason) in labels.unusable {
      let table = labels.tables[table].table
      let file = table.index(of: "file").map { table.rows[row][$0] } ?? ""
      contents.skipped.append(
        SkippedFile(
          ListedPath.url(file, in: root), reason, detail: "line \(table.lines[row])",
          isRecording: true))
    }
    for unit in labels.units {
      guard let said = labels.statements[unit] else { continue }
      let table = labels.tables[said.table]
      if let fault = ListedPath.fault(of: unit.file, in: root) {
        throw .file(
          .malformed(
            path: root.appending(path: "db.\(table.name).csv").path,
            what: "line \(said.line): \(fault)"))
      }
      let url = ListedPath.url(unit.file, in: root)
      let emotion = Self.label(said.label)
      func skip(_ reason: String, _ detail: String = "") {
        contents.skipped.append(
          SkippedFile(url, reason, detail: detail, label: emotion, isRecording: true))
      }
      if let fault = files.fault(of: url) {
        skip(fault.reason, fault.detail)
        continue
      }
      if said.label.isEmpty {
        skip("it has no emotion")
        continue
      }
      if let ambiguous = labels.ambiguities[unit] {
        skip("one table labels it differently", ambiguous.joined(separator: ", "))
        continue
      }
      let known = facts.known(of: unit)
      let split = said.split.isEmpty ? known["split"] ?? "" : said.split
      names[emotion, default: []].insert(said.label)
      if !unit.isWhole {
        contents.spans[contents.recordings.count] = Span(start: unit.start, end: unit.end)
      }
      contents.recordings.append(
        Recording(
          url: url, emotion: emotion, speaker: known["speaker"] ?? "",
          gender: Gender.name(known["gender"] ?? ""), session: known["session"] ?? "",
          language: known["language"] ?? header.language, corpus: header.name,
          further: split.isEmpty ? [:] : ["split": split]))
    }
    if contents.recordings.contains(where: { $0.further["split"] != nil }) {
      contents.furtherColumns = ["split"]
    }
    for (label, several) in names.sorted(by: { $0.key < $1.key }) where several.count > 1 {
      contents.warnings.append(
        "\(root.path): \(several.sorted().joined(separator: " and ")) both become \(label).")
    }
    contents.warnings += LabelDoubts.sentences(on: contents.recordings.map(\.emotion)).map {
      "\(root.path): \($0)"
    }
    return contents
  }
}
