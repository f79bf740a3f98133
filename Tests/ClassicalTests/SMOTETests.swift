import Random
import Testing

@testable import Classical

/// Chawla et al. 2002, held against plain loops.
struct SMOTETests {
  private let samples: SampleMatrix
  private let generator = SeededGenerator(seed: 3, stream: "SMOTE")

  init() {
    var generator = SeededGenerator(seed: 3, stream: "samples")
    let values = (0..<12 * 3).map { _ in Float(generator.normal()) }
    samples = SampleMatrix(rows: 12, columns: 3, values: values)
  }

  private func nearest(_ row: Int, _ count: Int) -> [Int] {
    func distance(_ other: Int) -> Double {
      zip(samples[row], samples[other]).reduce(0) {
        $0 + (Double($1.0) - Double($1.1)) * (Double($1.0) - Double($1.1))
      }
    }
    return Array((0..<12).filter { $0 != row }.sorted { distance($0) < distance($1) }.prefix(count))
  }

  @Test(arguments: [1, 5, 100])
  func newSamplesAreThoseOfPlainLoops(neighbours: Int) {
    let origins = Array(0..<12) + Array(0..<12)
    var (drawn, again) = (generator, generator)
    let smote = SMOTE(neighbours: neighbours)
    let made = smote(samples, from: origins, using: &drawn)
    #expect(made.rows == 24)
    var partners: Set<[Int]> = []
    for (row, origin) in origins.enumerated() {
      let near = nearest(origin, neighbours)
      #expect(smote.nearest(of: samples)[origin] == near)
      let neighbour = near[again.index(below: near.count)]
      let delta = again.uniform()
      partners.insert([origin, neighbour])
      for column in 0..<3 {
        let (a, b) = (
          Double(samples[origin][origin * 3 + column]),
          Double(samples[neighbour][neighbour * 3 + column])
        )
        #expect(abs(Double(made[row][row * 3 + column]) - (a + delta * (b - a))) < 1e-6)
      }
    }
    #expect((neighbours == 1) == (partners.count == 12))
  }

  @Test func aSeedDecidesAllAndASingleSampleIsCopied() {
    var (a, b, c) = (generator, generator, SeededGenerator(seed: 4, stream: "SMOTE"))
    let smote = SMOTE()
    let first = smote(samples, from: [0, 1, 2], using: &a)
    #expect(smote(samples, from: [0, 1, 2], using: &b) == first)
    #expect(smote(samples, from: [0, 1, 2], using: &c) != first)
    let single = samples.selecting([7])
    #expect(smote(single, from: [0, 0], using: &a) == samples.selecting([7, 7]))
  }
}
