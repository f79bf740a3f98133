import Emotion
import Foundation
import Testing

struct MajorityVoteTests {
  @Test func mostVotesWinEvenAgainstAHigherSum() {
    let vote = MajorityVote(segments: logs([[0.4, 0.35, 0.25], [0.4, 0.35, 0.25], [0, 0, 1]]))
    #expect(vote.winner == 0 && !vote.isTie && vote.votes == [2, 0, 1])
    #expect(abs(vote.probabilities[2] - 0.5) < 1e-12)
  }

  @Test func aTieGoesToTheHighestSum() {
    let vote = MajorityVote(segments: logs([[0.5, 0.3, 0.2], [0.05, 0.9, 0.05]]))
    #expect(vote.winner == 1 && vote.isTie)
  }

  @Test func aClassWithoutAVoteCannotWinATie() {
    // The sums favour class 2, which nobody voted for.
    let vote = MajorityVote(segments: logs([[0.52, 0.0001, 0.4799], [0.0001, 0.52, 0.4799]]))
    #expect(vote.winner == 0 && vote.isTie && vote.votes == [1, 1, 0])
  }

  @Test func equalSumsGoToTheLowestIndex() {
    let vote = MajorityVote(segments: logs([[0.25, 0.5, 0.25], [0.25, 0.25, 0.5]]))
    #expect(vote.winner == 1 && vote.isTie)
  }

  @Test func aSingleSegmentDecides() {
    let vote = MajorityVote(segments: [[-3, -0.1, -4]])
    #expect(vote.winner == 1 && !vote.isTie)
  }

  private func logs(_ probabilities: [[Double]]) -> [[Double]] {
    probabilities.map { $0.map(log) }
  }
}
