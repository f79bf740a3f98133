import Random
import Statistics
import Testing

struct BootstrapTests {
  @Test func theErrorOfAMeanIsKnown() throws {
    let values = (0..<12).map { Double($0 * $0 % 7) }
    let mean = values.reduce(0, +) / 12
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 11
    let errors = Bootstrap(units: 12, draws: 4000).standardErrors { weights in
      [zip(weights, values).reduce(0) { $0 + $1.0 * $1.1 } / 12, nil]
    }
    let error = try #require(errors[0])
    #expect(abs(error - (variance / 12).squareRoot()) < 0.03 * error)
    #expect(errors[1] == nil)
  }

  @Test func drawsAreTheSameForAllFigures() {
    func draws(_ figures: Int) -> [Double?] {
      Bootstrap(units: 5, draws: 50).standardErrors { weights in
        Array(repeating: weights[0] + 2 * weights[3], count: figures)
      }
    }
    #expect(draws(2) == [draws(1)[0], draws(1)[0]])
  }

  @Test func anIntervalEndsWhereTheFigureDoes() {
    let interval = Interval(around: 0.9, standardError: 0.2, units: 3)
    #expect(abs(interval.lower - (0.9 - 0.2 * 4.302652729749462)) < 1e-9)
    #expect(interval.within(0...1).upper == 1)
  }

  /// Of a thousand experiments: speakers differ in how well they are recognised, each by two rows that
  /// differ a little for each of them, and how much of a speaker is there differs too.
  @Test(arguments: [10, 24]) func intervalsHoldTheTruthAndChanceIsSeldomCalledReal(speakers: Int) {
    var generator = SeededGenerator(seed: UInt64(speakers), stream: "experiments")
    let (experiments, truth) = (1000, 0.6)
    var (held, heldDifference, called) = (0, 0, 0)
    for _ in 0..<experiments {
      var (members, right) = ([Double](), [[Double]](repeating: [], count: 2))
      for _ in 0..<speakers {
        let count = 8 + generator.index(below: 24)
        let level = truth + 0.3 * (generator.uniform() - 0.5)
        members.append(Double(count))
        for row in 0..<2 {
          let own = level + 0.1 * (generator.uniform() - 0.5)
          right[row].append(Double((0..<count).count { _ in generator.uniform() < own }))
        }
      }
      func shares(_ weights: [Double]) -> [Double] {
        var (all, hits) = (0.0, [0.0, 0.0])
        for speaker in 0..<speakers {
          all += weights[speaker] * members[speaker]
          for row in 0..<2 { hits[row] += weights[speaker] * right[row][speaker] }
        }
        return [hits[0] / all, (hits[1] - hits[0]) / all]
      }
      let found = shares(Array(repeating: 1, count: speakers))
      let errors = Bootstrap(units: speakers, draws: 200).standardErrors { shares($0) }
      func holds(_ figure: Int, _ truth: Double) -> Bool {
        guard let error = errors[figure] else { return false }
        let interval = Interval(around: found[figure], standardError: error, units: speakers)
        return interval.lower <= truth && truth <= interval.upper
      }
      if holds(0, truth) { held += 1 }
      if holds(1, 0) { heldDifference += 1 }
      if SignFlipTest(zip(right[1], right[0]).map(-), draws: 400).p < 0.05 { called += 1 }
    }
    #expect(held >= 930 && heldDifference >= 930, "\(held) and \(heldDifference)")
    #expect(called <= 70, "\(called)")
  }
}
