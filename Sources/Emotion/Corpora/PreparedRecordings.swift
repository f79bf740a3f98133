public import Speech

/// What a run works on, some recordings of which it may leave out.
public protocol PreparedRecordings: Sendable {
  /// The recordings of its classes that are not used, and why.
  var leftOut: [LeftOutRecording] { get }
}

extension PreparedCorpus: PreparedRecordings {
  public var leftOut: [LeftOutRecording] { report.leftOut }
}

extension PreparedFeatures: PreparedRecordings {
  public var leftOut: [LeftOutRecording] { report.leftOut }
}

extension Array: PreparedRecordings where Element: PreparedRecordings {
  public var leftOut: [LeftOutRecording] { flatMap(\.leftOut) }
}
