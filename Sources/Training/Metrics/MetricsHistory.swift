public import Files
public import Foundation

/// What training wrote into `metrics.jsonl`.
public struct MetricsHistory: Sendable {
  /// One line: a step of a part of the run and its numbers, those of `losses` among them.
  public struct Record: Sendable, Equatable {
    public let part: String
    /// The epoch or iteration, from 1.
    public let step: Int
    /// By their names.
    public let values: [String: Double]

    /// nil where the line is no record.
    init?(line: String) {
      guard let record = try? JSONDecoder().decode(Self.self, from: Data(line.utf8)) else {
        return nil
      }
      self = record
    }
  }

  /// Those of all parts, in the order in which they were written.
  public let records: [Record]

  /// Reads a log. A line that a killed process left unfinished is passed over.
  ///
  /// - Throws: `FileError.io`; a log that is not there is an empty one.
  public init(contentsOf url: URL) throws(FileError) {
    guard FileManager.default.fileExists(atPath: url.path) else {
      self.init(lines: [])
      return
    }
    self.init(lines: MetricsLog.lines(of: Data(try InputFile.contents(of: url))))
  }

  /// Reads the log of a run, and those of its parts where several processes share it.
  ///
  /// - Throws: `FileError.io`.
  public init(ofRun folder: URL) throws(FileError) {
    let log = folder.appendingPathComponent("metrics.jsonl")
    if let lines = try PartFolder(of: folder).metrics(with: log) {
      self.init(lines: lines)
    } else {
      try self.init(contentsOf: log)
    }
  }

  private init(lines: [Data]) {
    records = lines.compactMap { try? JSONDecoder().decode(Record.self, from: $0) }
  }

  /// One number over the steps, the mean over the parts that `name` gives one name, such as the
  /// folds of one row of a table; names in the order in which they are met.
  public func curves(
    of key: String, name: (_ part: String) -> String
  ) -> [(name: String, points: [(step: Int, value: Double)])] {
    var order: [String] = []
    var values: [String: [Int: [Double]]] = [:]
    for record in records {
      guard let value = record.values[key], value.isFinite else { continue }
      let name = name(record.part)
      if values[name] == nil { order.append(name) }
      values[name, default: [:]][record.step, default: []].append(value)
    }
    return order.map { name in
      let steps = (values[name] ?? [:]).sorted { $0.key < $1.key }
      return (name, steps.map { ($0.key, $0.value.reduce(0, +) / Double($0.value.count)) })
    }
  }

  /// Every number that any line has.
  public var keys: Set<String> { records.reduce(into: []) { $0.formUnion($1.values.keys) } }
}

extension MetricsHistory.Record: Decodable {
  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    part = try container.decode(String.self, forKey: Key(stringValue: "part"))
    step = try container.decode(Int.self, forKey: Key(stringValue: "step"))
    var values: [String: Double] = [:]
    for key in container.allKeys where key.stringValue != "step" {
      if let value = try? container.decode(Double.self, forKey: key) {
        values[key.stringValue] = value
      } else if let inner = try? container.decode([String: Double].self, forKey: key) {
        values.merge(inner) { $1 }
      }
    }
    self.values = values
  }
}
