/// What one row's classifier said of one fold's test utterances under one seed, as kept between runs.
public struct FoldOutcome: Codable, Sendable {
  public let row: String
  public let seed: UInt64
  public let fold: String
  /// The positions of the utterances in the corpus.
  public let utterances: [Int]
  /// The class log-probabilities of each segment of each utterance.
  public let segments: [[[Double]]]
  /// The frame with which each segment begins.
  public let starts: [[Int]]

  init(
    row: String, seed: UInt64, fold: String, verdicts: [SegmentVoting.Verdict]
  ) {
    self.row = row
    self.seed = seed
    self.fold = fold
    utterances = verdicts.map(\.utterance.id)
    segments = verdicts.map(\.segments)
    starts = verdicts.map(\.starts)
  }
}
