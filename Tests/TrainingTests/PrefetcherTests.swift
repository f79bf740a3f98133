import Foundation
import Synchronization
import Testing
import Training

struct PrefetcherTests {
  @Test(arguments: [1, 2, 7])
  func keepsTheOrder(ahead: Int) {
    let squares = Prefetcher(3..<50, ahead: ahead) { number in
      // Later elements would overtake the earlier ones if they could.
      Thread.sleep(forTimeInterval: number.isMultiple(of: 2) ? 0.002 : 0)
      return number * number
    }
    #expect(Array(squares) == (3..<50).map { $0 * $0 })
    #expect(squares.next() == nil)
    #expect(Array(Prefetcher(4..<4) { $0 }).isEmpty)
  }

  @Test func runsAheadButNotFar() {
    let made = Made()
    let numbers = Prefetcher(0..<100, ahead: 3) { number in
      made.count.withLock { $0 += 1 }
      return number
    }
    #expect(numbers.next() == 0)
    // One was taken and three may wait; the third of these is begun at the latest now.
    let deadline = Date(timeIntervalSinceNow: 60)
    while made.count.withLock({ $0 }) < 4, Date() < deadline { Thread.sleep(forTimeInterval: 0.01) }
    Thread.sleep(forTimeInterval: 0.02)
    #expect(made.count.withLock { $0 } == 4)
  }

  private final class Made: Sendable {
    let count = Mutex(0)
  }
}
