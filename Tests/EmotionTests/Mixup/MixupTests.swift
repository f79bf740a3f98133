import Classical
import Emotion
import Foundation
import Random
import Testing

struct MixupTests {
  @Test func lambdaFollowsItsBetaDistribution() {
    var generator = SeededGenerator(seed: 3, stream: "test")
    for (a, b) in [(0.2, 0.2), (1.0, 1.0), (2.5, 0.7)] {
      let draws = (0..<20_000).map { _ in generator.beta(a, b) }
      let mean = draws.reduce(0, +) / 20_000
      let variance = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 20_000
      #expect(draws.allSatisfy { 0...1 ~= $0 })
      #expect(abs(mean - a / (a + b)) < 0.01)
      #expect(abs(variance - a * b / ((a + b) * (a + b) * (a + b + 1))) < 0.005)
    }
  }

  @Test func mixesVectorsAndLabelsAlike() throws {
    let set = LabelledFeatures(
      SampleMatrix(rows: 3, columns: 2, values: [0, 0, 1, 10, 2, 20]), labels: [0, 1, 1],
      classes: 2)
    let mixes = Mixup(alpha: 0.2).draw(forAll: 3, seed: 1, stream: "test")
    let mixed = mixes(set)
    for (row, partner) in mixes.partners.enumerated() {
      let lambda = mixes.lambdas[row]
      let expected = lambda * Float(row) + (1 - lambda) * Float(partner)
      #expect(abs((mixed.features[row].first ?? -1) - expected) < 1e-6)
      #expect(abs(mixed.targets[row].reduce(0, +) - 1) < 1e-6)
      #expect(abs((mixed.features[row].last ?? -1) - 10 * expected) < 1e-5)
    }
    #expect(mixes == Mixup(alpha: 0.2).draw(forAll: 3, seed: 1, stream: "test"))
    #expect(mixes != Mixup(alpha: 0.2).draw(forAll: 3, seed: 2, stream: "test"))
  }
}
