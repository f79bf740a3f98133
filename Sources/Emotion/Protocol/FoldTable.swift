public import Files
public import Foundation
import Speech

/// Folds as a table of the columns `file` and `fold`: each recording is tested in the fold that is
/// named beside it, and trained on in all others. A run writes its own as `folds.csv`.
///
/// A file is known by its path below the corpus's folder, by its absolute path, by its path from the
/// table's folder, or else by its name where no other recording has that. Where the table has a column
/// `corpus`, the corpus must be the recording's too.
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

  /// - Throws: `FileError` where the file is no such table, or puts a recording into two folds.
  public init(contentsOf url: URL) throws(FileError) {
    let table = try CSVTable(contentsOf: url)
    path = url.path
    folder = url.absoluteURL.deletingLastPathComponent()
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
    namesCorpora = corpus != nil
    // By where a file lies: it may be named in two spellings.
    var places: [RowKey: String] = [:]
    for (row, line) in zip(table.rows, table.lines) {
      func text(_ column: Int) -> String { row[column].trimmingCharacters(in: .whitespaces) }
      guard !text(file).isEmpty, !text(fold).isEmpty else {
        throw .malformed(
          path: path, what: "line \(line) has no file or no fold; fill it in or remove the line")
      }
      let key = RowKey(corpus: corpus.map(text) ?? "", file: Self.composed(text(file)))
      let place = RowKey(
        corpus: key.corpus, file: Self.place(of: key, from: folder).resolvingSymlinksInPath().path)
      folds[key] = text(fold)
      if let other = places.updateValue(text(fold), forKey: place), other != text(fold) {
        throw .malformed(
          path: path,
          what:
            "line \(line) puts \(text(file)) into the fold \(text(fold)), and an earlier line into "
            + "\(other); name each file once")
      }
    }
  }

  private static func place(of key: RowKey, from folder: URL) -> URL {
    URL(filePath: key.file, directoryHint: .notDirectory, relativeTo: folder).standardizedFileURL
  }

  private static func composed(_ text: String) -> String {
    text.precomposedStringWithCanonicalMapping
  }
}

extension FoldTable {
  /// The fold of each recording of a corpus; nil where the table does not name it.
  private func names(in corpus: some TestedCorpus) -> [String?] {
    func name(_ file: String) -> String { Self.composed(URL(filePath: file).lastPathComponent) }
    let (labelled, files) = (corpus.labelled, corpus.files)
    let listed = Dictionary(grouping: folds.keys) { RowKey(corpus: $0.corpus, file: name($0.file)) }
    let present = Dictionary(grouping: labelled.indices) { index in
      RowKey(corpus: self.corpus(of: labelled[index]), file: name(files[index]))
    }
    let placed = Dictionary(
      folds.map { key, fold in
        (
          RowKey(corpus: key.corpus, file: Self.place(of: key, from: folder).path), fold
        )
      }, uniquingKeysWith: { first, _ in first })
    return zip(labelled, files).map { utterance, file in
      let corpus = self.corpus(of: utterance)
      if let fold = folds[RowKey(corpus: corpus, file: utterance.identity.path)] { return fold }
      if let fold = placed[RowKey(corpus: corpus, file: Self.composed(file))] { return fold }
      let key = RowKey(corpus: corpus, file: name(file))
      guard let rows = listed[key], rows.count == 1, present[key]?.count == 1 else { return nil }
      return folds[rows[0]]
    }
  }

  private func corpus(of utterance: LabelledUtterance) -> String {
    namesCorpora ? utterance.identity.corpus : ""
  }

  /// A sentence on files of the table whose names none of a manifest's recordings has; nil where there
  /// are none.
  func unknownFiles(in manifest: Manifest) -> String? {
    func key(_ corpus: String, _ file: String) -> RowKey {
      RowKey(
        corpus: namesCorpora ? corpus : "",
        file: Self.composed(URL(filePath: file).lastPathComponent))
    }
    let present = Set(manifest.recordings.map { key($0.corpus, $0.url.path) })
    let unknown = folds.keys.filter { !present.contains(key($0.corpus, $0.file)) }.map(\.file)
      .sorted()
    return unknown.first.map { first in
      "\(path) puts \(unknown.count) file\(unknown.count == 1 ? "" : "s") into folds that "
        + "\(manifest.url.lastPathComponent) does not list, as \(first)."
    }
  }

  /// A sentence where the folds are called as the parts of a division, each of which would be tested; nil
  /// where they are not.
  var partsTakenForFolds: String? {
    let names = Set(folds.values)
    guard names.count > 1, names.allSatisfy(OwnSplit.namesPart) else { return nil }
    return
      "\(path) calls its folds \(names.sorted().joined(separator: ", ")), and each is tested once, by what "
      + "learns from the others; for one division write these into the manifest's column split and give "
      + "--split."
  }

  /// The recordings that the table does not name.
  ///
  /// - Throws: `SplitError.noFolds` where it names none.
  func placeless(in corpus: some TestedCorpus) throws(SplitError) -> [Int] {
    let names = names(in: corpus)
    let placeless = names.indices.filter { names[$0] == nil }
    if placeless.count == names.count {
      throw .noFolds(table: path, example: corpus.labelled.first?.identity.path ?? "")
    }
    return placeless
  }

  /// The folds of a corpus all of whose recordings are named, in the order of their names.
  ///
  /// - Throws: `SplitError.oneFold` where there are fewer than two.
  func folds(of corpus: some TestedCorpus) throws(SplitError) -> [Fold] {
    let names = names(in: corpus).map { $0 ?? "" }
    let order = Set(names).sorted {
      (Int($0) ?? .max, $0) < (Int($1) ?? .max, $1)
    }
    guard order.count > 1 else { throw .oneFold(table: path, name: order.first ?? "") }
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
    let isOfSeveral = Set(labelled.map(\.identity.corpus)).count > 1
    var table = CSVTable(header: ["file", "fold"] + (isOfSeveral ? ["corpus"] : []))
    for fold in folds {
      for id in fold.test {
        let identity = labelled[id].identity
        table.append([identity.path, fold.name] + (isOfSeveral ? [identity.corpus] : []))
      }
    }
    try table.write(to: url)
  }
}
