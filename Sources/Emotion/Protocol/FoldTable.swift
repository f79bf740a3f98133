public import Files
public import Foundation
import Speech

/// Folds as a table of the columns `file` and `fold`: each recording is tested in the fold that is
/// named beside it, and trained on in all others. A run writes its own as `folds.csv`. A folder holds
/// folds as EmoBox publishes them (`EmoBoxFolds`).
///
/// A file is known by its path below the corpus's folder, by its absolute path, by its path from the
/// table's folder, or else by its name where no other recording has that. Where the table has a column
/// `corpus`, the corpus must be the recording's too; where it has none, recordings of two corpora may be
/// one row's, which `requirePlain` refuses.
public struct FoldTable: Sendable {
  private let path: String
  /// By corpus, which is empty where the table names none, and file.
  private var folds: [RowKey: String] = [:]
  private let namesCorpora: Bool
  private let folder: URL

  private struct RowKey: Hashable {
    var corpus: String
    var file: String
  }

  /// What says of a recording in which fold it is tested.
  struct Row {
    var file: String
    /// Nil where it is trained on in every fold.
    var fold: String?
    var corpus = ""
    /// Where that is written, such as "line 3".
    var place: String
  }

  /// - Throws: `FileError` where the file is no such table, or puts a recording into two folds or into one
  ///   that is called as what is missing.
  public init(contentsOf url: URL) throws(FileError) {
    if Folder.isFolder(url) {
      self = try EmoBoxFolds(contentsOf: url).table
      return
    }
    let table = try CSVTable(contentsOf: url)
    let path = url.path
    func column(_ name: String) -> Int? {
      table.header.firstIndex { $0.trimmingCharacters(in: .whitespaces).lowercased() == name }
    }
    guard let file = column("file"), let fold = column("fold") else {
      throw .malformed(
        path: path,
        what: "a table of folds has the columns file and fold, and this has "
          + "\(table.header.inShort); rename or add a column")
    }
    let corpus = column("corpus")
    var rows: [Row] = []
    for (row, line) in zip(table.rows, table.lines) {
      func text(_ column: Int) -> String { row[column].trimmingCharacters(in: .whitespaces) }
      guard !text(file).isEmpty, !text(fold).isEmpty else {
        throw .malformed(
          path: path, what: "line \(line) has no file or no fold; fill it in or remove the line")
      }
      guard !MissingWord.is(text(fold)) else {
        throw .malformed(
          path: path,
          what:
            "line \(line) puts \(text(file)) into the fold \(text(fold)), which says that there is "
            + "none; write its fold, or remove the line")
      }
      rows.append(
        Row(
          file: text(file), fold: text(fold), corpus: corpus.map(text) ?? "", place: "line \(line)")
      )
    }
    try self.init(
      rows, path: path, folder: url.absoluteURL.deletingLastPathComponent(),
      namesCorpora: corpus != nil)
  }

  /// - Parameters:
  ///   - path: of what holds the rows.
  ///   - folder: from which relative paths lead.
  /// - Throws: `FileError.malformed` where a recording is in two folds.
  init(_ rows: [Row], path: String, folder: URL, namesCorpora: Bool) throws(FileError) {
    (self.path, self.folder, self.namesCorpora) = (path, folder, namesCorpora)
    // By where a file lies: it may be named in two spellings.
    var places: [RowKey: String] = [:]
    for row in rows {
      let key = RowKey(corpus: row.corpus, file: Self.composed(row.file))
      let place = RowKey(
        corpus: key.corpus, file: Self.place(of: key, from: folder).resolvingSymlinksInPath().path)
      let fold = row.fold ?? Self.never
      folds[key] = fold
      if let other = places.updateValue(fold, forKey: place), other != fold {
        throw .malformed(
          path: path,
          what:
            "\(row.place) puts \(row.file) into the fold \(fold), and an earlier line into "
            + "\(other); name each file once")
      }
    }
  }

  /// The fold of what no fold tests. Nobody can write it into a table.
  private static let never = ""

  private static func place(of key: RowKey, from folder: URL) -> URL {
    URL(filePath: key.file, directoryHint: .notDirectory, relativeTo: folder).standardizedFileURL
  }

  private static func composed(_ text: String) -> String {
    text.precomposedStringWithCanonicalMapping
  }
}

// MARK: - Which row is a recording's

extension FoldTable {
  /// A recording as a table may name it.
  private struct Named {
    let identity: RecordingIdentity
    let file: String
  }

  /// The row of each recording that the table names by a path; nil of the others.
  private func rowsByPath(of recordings: [Named]) -> [RowKey?] {
    let placed = Dictionary(
      folds.keys.sorted { $0.file < $1.file }.map { row in
        (RowKey(corpus: row.corpus, file: Self.place(of: row, from: folder).path), row)
      }, uniquingKeysWith: { first, _ in first })
    return recordings.map { recording in
      let row = RowKey(corpus: corpus(of: recording), file: recording.identity.path)
      if folds[row] != nil { return row }
      return placed[RowKey(corpus: row.corpus, file: Self.composed(recording.file))]
    }
  }

  /// The fold of each recording of a corpus; nil where the table does not name it.
  private func names(in corpus: some TestedCorpus) -> [String?] {
    let recordings = zip(corpus.labelled, corpus.files).map {
      Named(identity: $0.identity, file: $1)
    }
    let listed = Dictionary(grouping: folds.keys, by: name)
    let present = Dictionary(grouping: recordings, by: name)
    return zip(recordings, rowsByPath(of: recordings)).map { recording, row in
      if let row { return folds[row] }
      let name = name(of: recording)
      guard let rows = listed[name], rows.count == 1, present[name]?.count == 1 else { return nil }
      return folds[rows[0]]
    }
  }

  /// Refuses a table that leaves open which of a manifest's recordings it means: one row is the path of
  /// several, or has the name of several that no row names by a path.
  ///
  /// - Throws: `SplitError.ambiguousFile`.
  func requirePlain(in manifest: Manifest) throws(SplitError) {
    let recordings = zip(
      RecordingIdentity.identities(of: manifest.recordings), manifest.recordings
    ).map { Named(identity: $0, file: $1.url.path) }
    let rows = rowsByPath(of: recordings)
    let byRow = Dictionary(grouping: recordings.indices.filter { rows[$0] != nil }) { rows[$0] }
    let byName = Dictionary(grouping: recordings.indices.filter { rows[$0] == nil }) {
      name(of: recordings[$0])
    }
    let listed = Dictionary(grouping: folds.keys, by: name)
    for row in folds.keys.sorted(by: { ($0.corpus, $0.file) < ($1.corpus, $1.file) }) {
      let (named, name) = (byRow[row] ?? [], name(of: row))
      // A path of elsewhere is taken for a name where no other row has that.
      let isName = row == name || (named.isEmpty && listed[name]?.count == 1)
      let others = isName ? byName[name] ?? [] : []
      // Within a corpus a path says more than a name.
      let corpora = Set(named.map { recordings[$0].identity.corpus })
      let meant = named + others.filter { !corpora.contains(recordings[$0].identity.corpus) }
      if meant.count > 1 {
        throw .ambiguousFile(
          table: path, file: row.file,
          recordings: FileName.telling(meant.map { recordings[$0].file }))
      }
    }
  }

  /// What stands for the name alone of a file of the table.
  private func name(of row: RowKey) -> RowKey {
    RowKey(
      corpus: row.corpus, file: Self.composed(URL(filePath: row.file).lastPathComponent))
  }

  private func name(of recording: Named) -> RowKey {
    name(of: RowKey(corpus: corpus(of: recording), file: recording.file))
  }

  private func corpus(of recording: Named) -> String {
    namesCorpora ? recording.identity.corpus : ""
  }
}

// MARK: - What is told of it

extension FoldTable {
  /// A sentence on files of the table whose names none of a manifest's recordings has; nil where there
  /// are none.
  func unknownFiles(in manifest: Manifest) -> String? {
    let present = Set(
      manifest.recordings.map { recording in
        name(of: RowKey(corpus: namesCorpora ? recording.corpus : "", file: recording.url.path))
      })
    let unknown = folds.keys.filter { !present.contains(name(of: $0)) }.map(\.file).sorted()
    return unknown.first.map { first in
      "\(path) puts \(unknown.count) file\(unknown.count == 1 ? "" : "s") into folds that "
        + "\(manifest.url.lastPathComponent) does not list, as \(first)."
    }
  }

  /// A sentence where the folds are called as the parts of a division, each of which would be tested; nil
  /// where they are not.
  var partsTakenForFolds: String? {
    let names = Set(folds.values).subtracting([Self.never])
    guard names.count > 1, names.allSatisfy(OwnSplit.namesPart) else { return nil }
    return
      "\(path) calls its folds \(names.sorted().joined(separator: ", ")), and each is tested once, by what "
      + "learns from the others; for one division write these into the manifest's column split and give "
      + "--split."
  }

  /// A sentence where folds differ in what is one to a person, such as 1 and 1.0; nil where none do.
  var foldsInTwoSpellings: String? {
    let groups = SpellingVariants.groups(of: folds.values)
    guard !groups.isEmpty else { return nil }
    let told = groups.map { group in
      group.map { "\"\($0.value)\" (\($0.count))" }.joined(separator: " and ")
    }
    return
      "\(path) has the folds \(told.joined(separator: ", ")), which differ in \(SpellingVariants.differences) "
      + "or as numbers are written only, and count as different; write one name if they are one."
  }
}

// MARK: - Folds

extension FoldTable {
  /// The recordings that the table does not name.
  ///
  /// - Throws: `SplitError.noFolds` where it names none.
  func placeless(in corpus: some TestedCorpus) throws(SplitError) -> [Int] {
    let names = names(in: corpus)
    let placeless = names.indices.filter { names[$0] == nil }
    if placeless.count == names.count {
      throw .noFolds(table: path, example: example(in: corpus))
    }
    return placeless
  }

  /// How the table would name a recording of a corpus.
  private func example(in corpus: some TestedCorpus) -> String {
    guard let first = corpus.labelled.first?.identity else { return "" }
    if namesCorpora { return "\(first.path), of the corpus \"\(first.corpus)\"" }
    // A path in one corpus may be one in another.
    let isOfOne = corpus.labelled.allSatisfy { $0.identity.corpus == first.corpus }
    return isOfOne ? first.path : corpus.files[0]
  }

  /// The folds of a corpus all of whose recordings are named, in the order of their names.
  ///
  /// - Throws: `SplitError.oneFold` where there are fewer than two.
  func folds(of corpus: some TestedCorpus) throws(SplitError) -> [Fold] {
    let names = names(in: corpus).map { $0 ?? "" }
    let order = Set(names).subtracting([Self.never]).sorted {
      (Int($0) ?? .max, $0) < (Int($1) ?? .max, $1)
    }
    guard order.count > 1 || (order.count == 1 && names.contains(Self.never)) else {
      throw .oneFold(table: path, name: order.first ?? "")
    }
    return order.map { name in
      Fold(
        name: name, training: names.indices.filter { names[$0] != name },
        test: names.indices.filter { names[$0] == name })
    }
  }

  /// As a run has it.
  static let fileName = "folds.csv"

  /// Writes the folds of a corpus, each recording in the one that tests it.
  ///
  /// - Throws: `FileError.cannotCreate`, `.diskFull` or `.io`.
  static func write(
    _ folds: [Fold], of corpus: some TestedCorpus, to url: URL
  ) throws(FileError) {
    let labelled = corpus.labelled
    // Of one corpus too: another may join it, or have been left out.
    let hasCorpora = labelled.contains { !$0.identity.corpus.isEmpty }
    var table = CSVTable(header: ["file", "fold"] + (hasCorpora ? ["corpus"] : []))
    for fold in folds {
      for id in fold.test {
        let identity = labelled[id].identity
        table.append([identity.path, fold.name] + (hasCorpora ? [identity.corpus] : []))
      }
    }
    try table.write(to: url)
  }
}
