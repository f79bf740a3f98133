import Classical
import Foundation
import Random
import Testing

@testable import Emotion

struct AugmentedFeaturesTests {
  private var generator = SeededGenerator(seed: 1, stream: "vectors")

  @Test mutating func smoteKeepsToClasses() {
    // The third class has one vector.
    let set = LabelledFeatures(
      SampleMatrix(rows: 5, columns: 1, values: [0, 10, 1, 11, 50]), labels: [0, 1, 0, 1, 2],
      classes: 3)
    let (made, copied) = set.oversampled(by: SMOTE(), times: 2, using: &generator)
    #expect(made.labels == [0, 0, 0, 0, 1, 1, 1, 1, 2, 2] && copied == 1)
    for (value, label) in zip(made.features.values, made.labels) {
      #expect([0...1, 10...11, 50...50][label].contains(value))
    }
  }

  @Test mutating func noiseIsAsStrongAsAsked() {
    let values = (0..<2000).flatMap { row -> [Float] in
      [Float(3 * generator.normal()), 7, row % 2 == 0 ? 0 : 1]
    }
    let matrix = SampleMatrix(rows: 2000, columns: 3, values: values)
    let noised = matrix.noised(by: 0.5, of: matrix, using: &generator)
    let change = zip(noised.values, matrix.values).map { Double($0 - $1) }
    func deviation(_ column: Int) -> Double {
      let squares = stride(from: column, to: change.count, by: 3).map { change[$0] * change[$0] }
      return (squares.reduce(0, +) / 2000).squareRoot()
    }
    #expect(abs(deviation(0) - 1.5) < 0.1 && deviation(1) == 0 && abs(deviation(2) - 0.25) < 0.02)
    let vectors = LabelledFeatures(noised, labels: Array(repeating: 0, count: 2000), classes: 1)
    #expect(vectors.bounded.features.values.allSatisfy { 0...1 ~= $0 })
  }
}
