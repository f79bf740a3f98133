public import Files
public import Foundation

/// The rows of `predictions.csv`: one a segment, and one an utterance, whose `start` is empty. Columns that
/// were there once keep their places; new ones come at the end.
public struct PredictionTable: Sendable {
  private static let columns = ["file", "start", "truth", "predicted"]

  private let classes: [String]
  private let further: Int
  private var table: CSVTable

  /// An empty table.
  ///
  /// - Parameters:
  ///   - classes: the names behind the probabilities.
  ///   - further: names of further columns, such as `seed` and `fold`.
  public init(classes: [String], further: [String] = []) {
    self.classes = classes
    self.further = further.count
    table = CSVTable(
      header: Self.columns + classes.map { "probability_\($0)" } + further)
  }

  /// Whether a file is such a table.
  static func isOne(_ url: URL) -> Bool {
    guard let table = try? CSVTable(contentsOf: url) else { return false }
    return table.header.starts(with: columns)
  }

  /// Adds a row.
  ///
  /// - Parameters:
  ///   - start: where the segment begins in the recording, in seconds; nil for a whole utterance.
  ///   - truth: the utterance's class; nil where it is not known.
  ///   - probabilities: one a class.
  ///   - values: those of the further columns.
  public mutating func append(
    file: String, start: Double? = nil, truth: Int?, predicted: Int, probabilities: [Double],
    further values: [String] = []
  ) {
    precondition(probabilities.count == classes.count && values.count == further)
    table.append(
      [
        file, start.map { String(format: "%.3f", $0) } ?? "", truth.map { classes[$0] } ?? "",
        classes[predicted],
      ] + probabilities.map { String(format: "%.6f", $0) } + values)
  }

  /// Writes the table, whole or not at all.
  ///
  /// - Throws: `FileError`.
  public func write(to url: URL) throws(FileError) {
    try table.write(to: url)
  }

  /// The rows of recordings alone, without the column `start`, which is empty in them: `utterances.csv`.
  var ofRecordings: CSVTable {
    let start = 1
    func shortened(_ row: [String]) -> [String] { Array(row[..<start] + row[(start + 1)...]) }
    var recordings = CSVTable(header: shortened(table.header))
    for row in table.rows where row[start].isEmpty { recordings.append(shortened(row)) }
    return recordings
  }

  /// Writes `predictions.csv` and, of recordings alone, `utterances.csv` into a folder.
  ///
  /// - Throws: `FileError`.
  public func write(into folder: URL) throws(FileError) {
    let files = Self.files(writtenInto: folder)
    try write(to: files[0])
    try ofRecordings.write(to: files[1])
  }

  /// The files that `write(into:)` writes.
  public static func files(writtenInto folder: URL) -> [URL] {
    ["predictions.csv", "utterances.csv"].map { folder.appending(path: $0) }
  }
}

extension PredictionTable {
  /// Adds a row for each segment of an utterance, and one for its vote.
  ///
  /// - Parameters:
  ///   - segments: the class log-probabilities of each.
  ///   - starts: the frame with which each begins.
  ///   - truth: the utterance's class; nil where it is not known.
  ///   - secondsPerFrame: the hop of pictures.
  public mutating func append(
    segments: [[Double]], starts: [Int], of file: String, truth: Int?, secondsPerFrame: Double,
    further: [String] = []
  ) {
    for (segment, start) in zip(segments, starts) {
      append(
        file: file, start: Double(start) * secondsPerFrame, truth: truth,
        predicted: segment.indices.max { segment[$0] < segment[$1] } ?? 0,
        probabilities: segment.map(exp), further: further)
    }
    let vote = MajorityVote(segments: segments)
    append(
      file: file, truth: truth, predicted: vote.winner, probabilities: vote.probabilities,
      further: further)
  }
}
