import Foundation
public import Speech

extension RecordingPredictions {
  /// The predictions as `predictions.csv` of a run has them, with the ends of segments and the kinds of
  /// what is wrong with the recording in further columns.
  public var table: PredictionTable {
    var table = PredictionTable(classes: classes, further: ["end", "problems"])
    for entry in entries {
      for (part, judgement) in entry.segments {
        table.append(
          file: entry.file, start: part.start, truth: nil, predicted: judgement.winner,
          probabilities: judgement.probabilities,
          further: [part.end.map { String(format: "%.3f", $0) } ?? "", entry.problemKinds])
      }
      table.append(
        file: entry.file, truth: nil, predicted: entry.whole.winner,
        probabilities: entry.whole.probabilities, further: ["", entry.problemKinds])
    }
    return table
  }

  /// The predictions in audformat: a table of the files, and one of their segments where there are
  /// any.
  ///
  /// - Parameter model: what predicted.
  public func database(by model: String) -> AudformatDatabase {
    let columns =
      [(name: "emotion", scheme: "emotion")]
      + classes.map { (name: "probability_\($0)", scheme: "probability") }
      + [(name: "problems", scheme: "problems")]
    func values(_ judgement: Judgement, _ entry: Entry) -> [String] {
      [classes[judgement.winner]]
        + judgement.probabilities.map { String(format: "%.6f", min(max($0, 0), 1)) }
        + [entry.problemKinds]
    }
    var files = AudformatDatabase.Table("files", columns: columns)
    var segments = AudformatDatabase.Table("segments", columns: columns, isSegmented: true)
    for entry in entries {
      let url = URL(filePath: entry.file)
      files.append(url, values: values(entry.whole, entry))
      for (part, judgement) in entry.segments {
        segments.append(url, part, values: values(judgement, entry))
      }
    }
    return AudformatDatabase(
      "predictions", description: "Emotions that a model recognised.", source: model,
      schemes: [
        "emotion": .labels(classes), "probability": .number(minimum: 0, maximum: 1),
        "problems": .text,
      ], tables: segments.rows.isEmpty ? [files] : [files, segments])
  }
}

extension RecordingPredictions: Encodable {
  private struct Description: Encodable {
    struct Segment: Encodable {
      let start: Double
      let end: Double?
      let predicted: String
      let probabilities: [String: Double]
    }

    let file: String
    let predicted: String
    let probabilities: [String: Double]
    let segments: [Segment]
    let problems: [Problem]

    struct Problem: Encodable {
      let kind: RecordingProblem.Kind
      let detail: String
    }
  }

  /// A list with an object a recording, in which classes go by their names.
  ///
  /// - Throws: what `encoder` throws.
  public func encode(to encoder: any Encoder) throws {
    func named(_ judgement: Judgement) -> [String: Double] {
      Dictionary(zip(classes, judgement.probabilities)) { first, _ in first }
    }
    var list = encoder.unkeyedContainer()
    for entry in entries {
      try list.encode(
        Description(
          file: entry.file, predicted: classes[entry.whole.winner],
          probabilities: named(entry.whole),
          segments: entry.segments.map { part, judgement in
            Description.Segment(
              start: part.start, end: part.end, predicted: classes[judgement.winner],
              probabilities: named(judgement))
          },
          problems: entry.problems.map {
            Description.Problem(kind: $0.kind, detail: $0.detail)
          }))
    }
  }
}

extension RecordingPredictions.Entry {
  /// The kinds of what is wrong with the recording, with blanks between them.
  fileprivate var problemKinds: String { problems.map(\.kind.rawValue).joined(separator: " ") }
}
