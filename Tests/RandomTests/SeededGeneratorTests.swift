import Random
import Testing

struct SeededGeneratorTests {
  @Test func aSeedAndAStreamAlwaysMeanTheSameDraws() {
    var first = SeededGenerator(seed: 1, stream: "a")
    var again = SeededGenerator(seed: 1, stream: "a")
    let draws = (0..<4).map { _ in first.next() }
    #expect(draws == (0..<4).map { _ in again.next() })
    for (seed, stream) in [(2, "a"), (1, "b")] as [(UInt64, String)] {
      var other = SeededGenerator(seed: seed, stream: stream)
      #expect(draws != (0..<4).map { _ in other.next() })
    }
  }

  @Test func drawsAreSpreadEvenly() {
    var generator = SeededGenerator(seed: 7, stream: "even")
    var counts = Array(repeating: 0, count: 6)
    var values: [Double] = []
    for _ in 0..<60_000 {
      counts[generator.index(below: 6)] += 1
      values.append(generator.uniform())
    }
    // Five standard deviations.
    #expect(counts.allSatisfy { abs($0 - 10_000) < 457 }, "\(counts)")
    #expect(values.allSatisfy { 0 <= $0 && $0 < 1 })
    #expect(abs(values.reduce(0, +) / 60_000 - 0.5) < 0.006)
  }

  @Test func shufflingKeepsEveryElement() {
    var generator = SeededGenerator(seed: 7, stream: "shuffle")
    let shuffled = generator.shuffled(Array(0..<100))
    #expect(shuffled != Array(0..<100) && shuffled.sorted() == Array(0..<100))
    #expect(generator.shuffled([Int]()) == [] && generator.shuffled([3]) == [3])
  }
}
