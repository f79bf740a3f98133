import ArgumentParser
import Emotion
import Files
import Foundation
import Speech

/// In which form predictions are written.
enum PredictionForm: String, CaseIterable, ExpressibleByArgument {
  case csv, json
  /// A folder with a header and tables, which Python's `audformat` reads.
  case audformat

  /// The form that a file's ending names; CSV without one.
  init(of output: String) {
    self = URL(filePath: output).pathExtension.lowercased() == "json" ? .json : .csv
  }

  /// Refuses at once what `write` would refuse when all is predicted.
  ///
  /// - Throws: `FileError.cannotCreate`.
  func requireRoom(at url: URL) throws(FileError) {
    if self == .audformat { try AudformatDatabase.requireEmpty(url) }
  }

  /// Writes predictions, whole or not at all.
  ///
  /// - Parameter model: the file of what predicted.
  /// - Throws: `FileError.cannotCreate`, `.diskFull` or `.io`.
  func write(_ predictions: RecordingPredictions, by model: String, to url: URL) throws {
    switch self {
    case .csv: try predictions.table.write(to: url)
    case .json: try JSONFile.write(predictions, to: url)
    case .audformat:
      try predictions.database(by: "ser \(Ser.version), \(model)").write(to: url)
    }
  }
}

extension RecordingPredictions {
  /// A line a recording, and below it one a segment where `overTime`.
  func text(overTime: Bool) -> String {
    var lines: [String] = []
    for entry in entries {
      let problems = entry.problems.map { "  [\($0.kind.rawValue): \($0.detail)]" }.joined()
      lines.append(
        "\(entry.file): \(classes[entry.whole.winner])  (\(entry.whole.shares(of: classes)))\(problems)"
      )
      guard overTime else { continue }
      lines += entry.segments.map { "  " + Self.line($0, classes: classes) }
    }
    return lines.joined(separator: "\n")
  }

  /// A line on a segment: `  0.00 to   2.00 s  angry  angry 90.0 %  sad 10.0 %`.
  static func line(_ segment: Segment, classes: [String]) -> String {
    let (part, judgement) = segment
    let times = [part.start, part.end ?? part.start].map { String(format: "%6.2f", $0) }
    let winner = classes[judgement.winner].padding(
      toLength: classes.map(\.count).max() ?? 0, withPad: " ", startingAt: 0)
    return "\(times[0]) to \(times[1]) s  \(winner)  \(judgement.shares(of: classes))"
  }
}

extension RecordingPredictions.Judgement {
  fileprivate func shares(of classes: [String]) -> String {
    zip(classes, probabilities)
      .map { "\($0) \(String(format: "%4.1f %%", 100 * $1))" }.joined(separator: "  ")
  }
}
