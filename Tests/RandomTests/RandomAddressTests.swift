import Random
import Testing

struct RandomAddressTests {
  private enum Purpose: UInt8, RandomPurpose {
    case first = 1
    case second = 2
    case last = 255
  }

  /// The least and the largest of each part of an address: none runs over into another.
  @Test func addressesNeverMeet() {
    var words: [UInt64] = []
    for purpose in Purpose.allCases {
      for series in [0, 1, 512, RandomAddress.seriesCount - 1] {
        for step in [0, 1, 1023, 1024, 1 << 16, 1 << 32, 1 << 36 - 1] {
          var address = RandomAddress(purpose, series: series, step: step)
          words.append(address.word)
          for _ in 0..<60 {
            address = address.next
            words.append(address.word)
          }
        }
      }
    }
    #expect(Set(words).count == words.count)
  }

  @Test func theLastDrawOfAStepIsNotTheFirstOfTheNext() {
    var address = RandomAddress(Purpose.first, step: 3)
    for _ in 0..<1 << 10 - 1 { address = address.next }
    #expect(address.word < RandomAddress(Purpose.first, step: 4).word)
  }

  @Test func copiesOfRecordingsNeverMeet() {
    var words: Set<UInt64> = []
    for recording: UInt64 in [0, 1 << 30, 2 << 30, .max] {
      for copy in [0, 1, 2, 1 << 12 - 1] {
        words.insert(RandomAddress(Purpose.first, recording: recording, copy: copy).word)
      }
    }
    #expect(words.count == 16)
  }
}
