import Foundation
public import Speech

/// What a model says of recordings whose class is not known.
public struct RecordingPredictions: Sendable {
  /// A class and how probable each is.
  public struct Judgement: Sendable, Equatable {
    /// The class that was chosen.
    public let winner: Int
    /// One a class.
    public let probabilities: [Double]

    public init(winner: Int, probabilities: [Double]) {
      self.winner = winner
      self.probabilities = probabilities
    }

    /// The likeliest class, the first of several.
    public init(_ probabilities: [Double]) {
      self.init(
        winner: probabilities.indices.reduce(0) {
          probabilities[$1] > probabilities[$0] ? $1 : $0
        }, probabilities: probabilities)
    }
  }

  /// A part of a recording, and what is said of it.
  public typealias Segment = (part: Span, judgement: Judgement)

  /// One recording: as a whole, and over time where the model looks at parts.
  public struct Entry: Sendable {
    public let file: String
    public let whole: Judgement
    /// In the order of time; parts may overlap.
    public let segments: [Segment]
    /// What is wrong with the recording's sound, which a judgement cannot be better than.
    public let problems: [RecordingProblem]

    public init(
      file: String, whole: Judgement, segments: [(Span, Judgement)] = [],
      problems: [RecordingProblem] = []
    ) {
      self.file = file
      self.whole = whole
      self.segments = segments
      self.problems = problems
    }
  }

  public let classes: [String]
  public let entries: [Entry]
  /// Recordings of which nothing is said, and why.
  public let leftOut: [LeftOutRecording]

  public init(classes: [String], entries: [Entry], leftOut: [LeftOutRecording] = []) {
    self.classes = classes
    self.entries = entries
    self.leftOut = leftOut
  }

  /// A sentence on recordings of which there is one segment alone; nil where there are none.
  ///
  /// - Parameter seconds: the length of a segment.
  public func sentenceOnSingleSegments(of seconds: Double) -> String? {
    let single = entries.filter { $0.segments.count == 1 }
    guard let first = single.first, let end = first.segments[0].part.end else { return nil }
    let (length, duration) = (
      String(format: "%.2f s", seconds), String(format: "%.2f s", end)
    )
    return single.count == 1
      ? "\(first.file) has one row: it is \(duration) long, no longer than a segment of \(length)."
      : "\(single.count) recordings have one row each, as they are no longer than a segment of \(length); "
        + "the first is \(first.file) with \(duration)."
  }

  /// What is to be told of the recordings.
  public var report: RecordingReport {
    RecordingReport(
      all: entries.count + leftOut.count, leftOut: leftOut, problems: entries.flatMap(\.problems))
  }
}

extension RecordingPredictions.Entry {
  /// The vote of a recording's segments.
  ///
  /// - Parameters:
  ///   - length: frames of a segment.
  ///   - secondsPerFrame: from one frame to the next.
  ///   - duration: of the recording in seconds, beyond which segments are silence.
  ///   - problems: what is wrong with its sound.
  public init(
    _ verdict: SegmentVoting.Verdict, length: Int, secondsPerFrame: Double, duration: Double,
    problems: [RecordingProblem] = []
  ) {
    let segments = zip(verdict.starts, verdict.segments).map { start, logProbabilities in
      (
        Span(
          start: Double(start) * secondsPerFrame,
          end: min(duration, Double(start + length) * secondsPerFrame)),
        RecordingPredictions.Judgement(logProbabilities.map(exp))
      )
    }
    self.init(
      file: verdict.utterance.file,
      whole: RecordingPredictions.Judgement(
        winner: verdict.vote.winner, probabilities: verdict.vote.probabilities),
      segments: segments, problems: problems)
  }
}
