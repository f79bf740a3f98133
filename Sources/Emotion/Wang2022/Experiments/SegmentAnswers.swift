/// What a classifier of pictures said of utterances: every segment's classes.
public struct SegmentAnswers: TestAnswers {
  /// The class log-probabilities of each segment of each utterance: utterances × segments ×
  /// classes.
  let segments: [[[Double]]]
  /// The frame with which each segment begins.
  let starts: [[Int]]

  init(_ verdicts: [SegmentVoting.Verdict]) {
    segments = verdicts.map(\.segments)
    starts = verdicts.map(\.starts)
  }

  public func answer(_ index: Int) -> (predicted: Int, isTie: Bool, confidence: Double) {
    let vote = MajorityVote(segments: segments[index])
    return (vote.winner, vote.isTie, vote.probabilities[vote.winner])
  }

  public func append(
    _ index: Int, of file: String, truth: Int, secondsPerFrame: Double, further: [String],
    to table: inout PredictionTable
  ) {
    table.append(
      segments: segments[index], starts: starts[index], of: file, truth: truth,
      secondsPerFrame: secondsPerFrame, further: further)
  }
}
