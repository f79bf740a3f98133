/// Where the values of a record stand in a line of `metrics.jsonl`.
public enum MetricsForm: Sendable {
  /// Under the key `losses`.
  case losses
  /// Beside `part` and `step`.
  case flat
}

/// A line of `metrics.jsonl`: one iteration or epoch of a part of the run.
struct MetricsLine: Encodable {
  let part: String
  let step: Int
  let values: [NamedValue]
  let form: MetricsForm

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  func encode(to encoder: any Encoder) throws {
    var line = encoder.container(keyedBy: Key.self)
    try line.encode(part, forKey: Key("part"))
    try line.encode(step, forKey: Key("step"))
    switch form {
    case .losses:
      var losses = line.nestedContainer(keyedBy: Key.self, forKey: Key("losses"))
      for entry in values { try losses.encode(entry.value, forKey: Key(entry.name)) }
    case .flat:
      for entry in values { try line.encode(entry.value, forKey: Key(entry.name)) }
    }
  }
}
