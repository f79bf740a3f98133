public import Files

/// What is to be told of recordings of which something was computed.
public struct RecordingReport: Sendable, Equatable {
  /// How many recordings there were.
  public let all: Int
  /// Those that are not used, and why.
  public let leftOut: [LeftOutRecording]
  /// What is wrong with the sound of the others.
  public let problems: [RecordingProblem]
  /// What went amiss without stopping the work, a sentence each.
  public let warnings: [String]
  /// Of the bytes of all recordings in their order, or of their features where a table gives these; nil
  /// where neither was read.
  public let content: ContentHash?

  public init(
    all: Int, leftOut: [LeftOutRecording] = [], problems: [RecordingProblem] = [],
    warnings: [String] = [], content: ContentHash? = nil
  ) {
    self.all = all
    self.leftOut = leftOut
    self.problems = problems
    self.warnings = warnings
    self.content = content
  }

  /// The same after other warnings, such as those of the manifest.
  public func following(_ earlier: [String]) -> RecordingReport {
    RecordingReport(
      all: all, leftOut: leftOut, problems: problems, warnings: earlier + warnings,
      content: content)
  }

  /// All of it, a sentence a kind.
  public var sentences: [String] {
    warnings + [leftOut.sentence(of: all)].compactMap(\.self) + problems.sentences
  }
}
