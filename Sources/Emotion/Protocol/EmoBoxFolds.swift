public import Files
public import Foundation

/// Folds as EmoBox publishes them (Ma et al. 2024, "EmoBox: Multilingual Multi-corpus Speech Emotion
/// Recognition Toolkit and Benchmark"): a corpus's folder such as `data/emodb`, in which `fold_1`, `fold_2`, …
/// hold `emodb_train_fold_1.jsonl`, `emodb_test_fold_1.jsonl` and, of some corpora, a `valid` part. Each line
/// is an object whose `wav` is a recording's path.
///
/// A valid part counts as trained on: what decides when to stop is drawn from there, as EmoBox draws it where
/// it publishes none. A corpus with a single fold is divided once.
public struct EmoBoxFolds {
  private enum Part: String {
    case train, valid, test
  }

  private struct Line: Decodable {
    let wav: String
  }

  /// A file of recordings.
  private struct PartFile {
    let fold: String
    let part: Part
    let url: URL
  }

  private let folder: URL
  private let parts: [PartFile]

  /// - Throws: `FileError.malformed` where the folder holds no such folds.
  public init(contentsOf folder: URL) throws(FileError) {
    self.folder = folder
    var parts: [PartFile] = []
    for name in try Folder.names(in: folder).sorted() {
      guard let number = name.wholeMatch(of: /fold_?([0-9]+)/)?.1 else { continue }
      let fold = folder.appending(path: name)
      for file in try Folder.names(in: fold).sorted() {
        guard let match = file.wholeMatch(of: /.+_(train|valid|test)_fold_?([0-9]+)\.jsonl/),
          let part = Part(rawValue: String(match.1))
        else { continue }
        guard match.2 == number else {
          throw .malformed(
            path: fold.path,
            what: "\(file) is of another fold; put it into its own folder")
        }
        let found = PartFile(fold: String(number), part: part, url: fold.appending(path: file))
        if let other = parts.first(where: { $0.fold == found.fold && $0.part == part }) {
          throw .malformed(
            path: fold.path,
            what:
              "it has two files of the \(part) part, \(other.url.lastPathComponent) and \(file); "
              + "remove the one that does not count")
        }
        parts.append(found)
      }
    }
    self.parts = parts
    let folds = Set(parts.map(\.fold))
    let whole = folds.filter { fold in
      parts.contains { $0.fold == fold && $0.part == .train }
        && parts.contains { $0.fold == fold && $0.part == .test }
    }
    // A fold that is missing would leave its recordings untested.
    let last = folds.compactMap { Int($0) }.max() ?? 0
    let missing = (1...max(1, last)).first { number in !folds.contains { Int($0) == number } }
    guard !folds.isEmpty, folds == whole, missing == nil else {
      let place = folds.subtracting(whole).min() ?? (folds.isEmpty ? nil : missing.map(String.init))
      throw .malformed(
        path: folder.path,
        what: (place.map { "fold_\($0)" } ?? "it")
          + " lacks the files of EmoBox's folds, such as fold_1/emodb_train_fold_1.jsonl and "
          + "fold_1/emodb_test_fold_1.jsonl; name a folder that has them, or a table of the columns file and "
          + "fold")
    }
  }

  /// What decides the folds.
  public var files: [URL] { parts.map(\.url) }

  /// - Throws: `FileError.malformed` where a line is no recording, a recording is in two parts of a fold or
  ///   tested twice, or a fold knows other recordings than the rest.
  var table: FoldTable {
    get throws(FileError) {
      var tested: [FoldTable.Row] = []
      var known: [String: Set<String>] = [:]
      for part in parts {
        let files = try recordings(of: part)
        let names = Set(files.map(\.file))
        if let twice = known[part.fold, default: []].intersection(names).min() {
          throw .malformed(
            path: part.url.path,
            what: "\(twice) is in another part of fold_\(part.fold) too; remove it from one of them"
          )
        }
        known[part.fold, default: []].formUnion(names)
        if part.part == .test { tested += files }
      }
      let all = known.values.reduce(Set()) { $0.union($1) }
      for (fold, files) in known.sorted(by: { $0.key < $1.key }) {
        guard let missing = all.subtracting(files).min() else { continue }
        throw .malformed(
          path: folder.path,
          what:
            "fold_\(fold) neither trains on \(missing) nor tests it, as other folds do; complete it, or "
            + "remove the recording from all")
      }
      let rest = all.subtracting(tested.map(\.file)).sorted()
      return try FoldTable(
        tested + rest.map { FoldTable.Row(file: $0, fold: nil, place: "") }, path: folder.path,
        folder: folder, namesCorpora: false)
    }
  }

  private func recordings(of part: PartFile) throws(FileError) -> [FoldTable.Row] {
    let text = String(decoding: try InputFile.contents(of: part.url), as: UTF8.self)
    var rows: [FoldTable.Row] = []
    // \r\n is one character.
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (number, line) in lines.enumerated() where !line.allSatisfy(\.isWhitespace) {
      guard let found = try? JSONDecoder().decode(Line.self, from: Data(line.utf8)),
        !found.wav.isEmpty
      else {
        throw .malformed(
          path: part.url.path,
          what: "line \(number + 1) is no JSON object with a recording's path as \"wav\"")
      }
      rows.append(
        FoldTable.Row(
          file: found.wav, fold: part.part == .test ? part.fold : nil,
          place: "\(part.url.lastPathComponent), line \(number + 1),"))
    }
    return rows
  }
}
