import Classical
import Random
import Testing

struct MultivariateNormalTests {
  private func draws(_ distribution: MultivariateNormal, _ count: Int) -> [[Double]] {
    var generator = SeededGenerator(seed: 1, stream: "draws")
    return (0..<count).map { _ in distribution.draw(using: &generator).map(Double.init) }
  }

  private func covariance(_ vectors: [[Double]], _ i: Int, _ j: Int) -> Double {
    let count = Double(vectors.count)
    let mean = (0..<vectors[0].count).map { axis in
      vectors.reduce(0) { $0 + $1[axis] } / count
    }
    return vectors.reduce(0) { $0 + ($1[i] - mean[i]) * ($1[j] - mean[j]) } / (count - 1)
  }

  @Test func drawsHaveTheMeanAndCovarianceOfTheSamples() throws {
    var generator = SeededGenerator(seed: 2, stream: "samples")
    let samples = (0..<400).map { _ -> [Double] in
      let (a, b) = (generator.normal(), generator.normal())
      return [3 + 2 * a, a + b, -1 + 0.1 * b]
    }
    let distribution = try MultivariateNormal(
      SampleMatrix(rows: 400, columns: 3, values: samples.joined().map(Float.init)))
    let drawn = draws(distribution, 20_000)
    for axis in 0..<3 {
      let means = [samples, drawn].map { vectors in
        vectors.reduce(0) { $0 + $1[axis] } / Double(vectors.count)
      }
      #expect(abs(means[0] - means[1]) < 0.05)
      for other in 0..<3 {
        #expect(
          abs(covariance(drawn, axis, other) - covariance(samples, axis, other)) < 0.15)
      }
    }
  }

  @Test func fewSamplesSpanALine() throws {
    let distribution = try MultivariateNormal(
      SampleMatrix(rows: 2, columns: 4, values: [0, 0, 0, 0, 1, 2, 3, 4]))
    for vector in draws(distribution, 100) {
      for axis in 1..<4 { #expect(abs(vector[axis] - Double(axis + 1) * vector[0]) < 0.1) }
    }
  }

  @Test func oneSampleIsAllThatIsDrawn() throws {
    let distribution = try MultivariateNormal(
      SampleMatrix(rows: 1, columns: 2, values: [5, -1]))
    #expect(draws(distribution, 3) == [[5, -1], [5, -1], [5, -1]])
  }

  @Test func whatIsNotFiniteIsRefused() {
    #expect(throws: ClassicalError.self) {
      try MultivariateNormal(SampleMatrix(rows: 1, columns: 2, values: [5, .nan]))
    }
  }
}
