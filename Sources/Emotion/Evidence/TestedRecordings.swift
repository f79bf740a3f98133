import Files
import Foundation

/// What the rows of a run said of each recording that they tested, as its `utterances.csv` tells it.
struct TestedRecordings {
  /// What was said of a recording.
  struct Answer {
    let truth, predicted: String
    /// Empty where they are not told.
    let speaker, fold: String
  }

  /// In the order of the columns of their probabilities.
  let classes: [String]
  /// The rows' names in their order, with what was said by seed, of each file; a model that was tested by
  /// itself is one row without a name.
  let rows: [(name: String, seeds: [[String: Answer]])]

  static let fileName = "utterances.csv"

  /// - Throws: `FileError.missing` where the run tested nothing, or is of a version that did not write the
  ///   file; `.malformed` where it is another, or a row says two things of a recording; `.io`.
  init(ofRun folder: URL) throws(FileError) {
    let url = folder.appending(path: Self.fileName)
    var table = try CSVReader(contentsOf: url)
    let header = table.header
    func place(_ name: String) -> Int? { header.firstIndex(of: name) }
    guard let file = place("file"), let truth = place("truth"), let predicted = place("predicted")
    else {
      throw .malformed(
        path: url.path, what: "it lacks one of the columns file, truth and predicted; test again")
    }
    let (row, seed, fold, speaker) = (
      place("row"), place("seed"), place("fold"), place("speaker")
    )
    let prefix = "probability_"
    classes = header.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
    var names: [String] = []
    var said: [String: [String: [String: Answer]]] = [:]
    while let line = try table.next() {
      let fields = line.fields
      func text(_ place: Int?) -> String { place.map { fields[$0] } ?? "" }
      let name = text(row)
      if said[name] == nil { names.append(name) }
      let answer = Answer(
        truth: text(truth), predicted: text(predicted), speaker: text(speaker), fold: text(fold))
      let known = said[name, default: [:]][text(seed), default: [:]].updateValue(
        answer, forKey: text(file))
      if known != nil {
        throw .malformed(
          path: url.path,
          what:
            "line \(line.line) is of \(text(file)) again, which the row tested before; rows that test "
            + "a recording twice are not compared")
      }
    }
    rows = names.map { name in
      let seeds = said[name, default: [:]].sorted { (Int($0.key) ?? 0) < (Int($1.key) ?? 0) }
      return (name, seeds.map(\.value))
    }
  }

  /// Every recording that a row tested, with an answer of any; of each seed all are the same.
  var recordings: [String: Answer] {
    rows.flatMap(\.seeds).reduce(into: [:]) { all, seed in all.merge(seed) { first, _ in first } }
  }
}
