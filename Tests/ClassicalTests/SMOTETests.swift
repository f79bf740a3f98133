import Foundation
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

  /// By imbalanced-learn's SMOTE (`Tests/interop/smote_imblearn.py`).
  private struct Imblearn: Decodable {
    let vectors, made: [[Float]]
    let neighbours: [[Int]]

    static func read() throws -> Imblearn {
      let file = URL(filePath: #filePath).appending(path: "../../Fixtures/smote.json")
        .standardizedFileURL
      return try JSONDecoder().decode(Imblearn.self, from: Data(contentsOf: file))
    }
  }

  /// Whether a vector lies on a line from one of some vectors to one of its neighbours.
  private static func isMade(_ new: [Float], of vectors: [[Float]], _ neighbours: [[Int]]) -> Bool {
    vectors.indices.contains { row in
      neighbours[row].contains { neighbour in
        let (a, b) = (vectors[row].map(Double.init), vectors[neighbour].map(Double.init))
        let way = zip(a, b).map { $1 - $0 }
        let gone = zip(new, a).map { Double($0) - $1 }
        let square = way.reduce(0) { $0 + $1 * $1 }
        let share = zip(way, gone).reduce(0) { $0 + $1.0 * $1.1 } / square
        return (-1e-6...1 + 1e-6).contains(share)
          && zip(way, gone).allSatisfy { abs($1 - share * $0) < 1e-5 }
      }
    }
  }

  @Test func neighboursAndLinesAreThoseOfImbalancedLearn() throws {
    let theirs = try Imblearn.read()
    let samples = SampleMatrix(
      rows: theirs.vectors.count, columns: theirs.vectors[0].count,
      values: Array(theirs.vectors.joined()))
    let smote = SMOTE()
    let nearest = smote.nearest(of: samples)
    #expect(nearest == theirs.neighbours)
    #expect(theirs.made.allSatisfy { Self.isMade($0, of: theirs.vectors, nearest) })
    var generator = self.generator
    let made = smote(samples, from: Array(0..<samples.rows), using: &generator)
    for row in 0..<made.rows {
      #expect(Self.isMade(Array(made[row]), of: theirs.vectors, theirs.neighbours))
    }
    // What is on no such line is found.
    #expect(!Self.isMade(theirs.made[0].map { $0 + 0.01 }, of: theirs.vectors, theirs.neighbours))
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
