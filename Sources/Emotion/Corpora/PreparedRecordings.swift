public import Speech

/// What a run works on, some recordings of which it may leave out.
public protocol PreparedRecordings: Sendable {
  /// What is to be told of the recordings of its classes, a corpus each.
  var reports: [RecordingReport] { get }
}

extension PreparedRecordings {
  /// The recordings of its classes that are not used, and why.
  public var leftOut: [LeftOutRecording] { reports.flatMap(\.leftOut) }
}

extension PreparedCorpus: PreparedRecordings {
  public var reports: [RecordingReport] { [report] }
}

extension PreparedFeatures: PreparedRecordings {
  public var reports: [RecordingReport] { [report] }
}

extension Array: PreparedRecordings where Element: PreparedRecordings {
  public var reports: [RecordingReport] { flatMap(\.reports) }
}
