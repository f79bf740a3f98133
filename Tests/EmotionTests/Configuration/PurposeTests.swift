import Random
import Testing

@testable import Emotion

/// The streams of all trainings, of one seed, never meet.
struct PurposeTests {
  @Test func noTwoPurposesShareANumber() {
    // Where training begins, in its middle, and where the longest there may be ends.
    let steps = [0, 1, 2, 1_000, 1_000_000_000]
    var words: Set<UInt64> = []
    var count = 0
    for purpose in Purpose.allCases {
      for step in steps {
        var address = RandomAddress(purpose, step: step)
        // More draws than the weights of the largest network take.
        for _ in 0..<500 {
          words.insert(address.word)
          count += 1
          address = address.next
        }
      }
    }
    #expect(words.count == count)
    #expect(!Purpose.allCases.map(\.rawValue).contains(0))
  }
}
