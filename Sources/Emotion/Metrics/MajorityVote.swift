import Foundation

/// The class of an utterance by the vote of its segments.
///
/// Each segment votes for its most probable class. Among classes with equally many votes the
/// highest sum of log-probabilities over all segments wins, and after it the lowest index.
public struct MajorityVote: Sendable, Equatable {
  /// The class that won.
  public let winner: Int
  /// The number of segments that voted for each class.
  public let votes: [Int]
  /// Whether more than one class had the most votes.
  public let isTie: Bool
  /// The mean over segments of each class's probability.
  public let probabilities: [Double]

  /// Counts the votes of an utterance with at least one segment.
  ///
  /// - Parameter segments: the log-probabilities of each segment, of shape (segments, classes).
  public init(segments: [[Double]]) {
    precondition(!segments.isEmpty, "an utterance has at least one segment")
    let classes = segments[0].indices
    var votes = Array(repeating: 0, count: classes.count)
    var sums = Array(repeating: 0.0, count: classes.count)
    var probabilities = sums
    for segment in segments {
      votes[Self.lowest(of: classes, by: segment)] += 1
      for index in classes {
        sums[index] += segment[index]
        probabilities[index] += exp(segment[index]) / Double(segments.count)
      }
    }
    let most = votes.max()
    let leaders = classes.filter { votes[$0] == most }
    self.votes = votes
    self.probabilities = probabilities
    isTie = leaders.count > 1
    winner = Self.lowest(of: leaders, by: sums)
  }

  /// The lowest of the indices whose value is highest.
  private static func lowest(of indices: some Collection<Int>, by values: [Double]) -> Int {
    indices.reduce(indices.first ?? 0) { values[$1] > values[$0] ? $1 : $0 }
  }
}
