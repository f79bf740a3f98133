import Classical
import Random
import TestSupport
import Testing

@Suite struct SmacofTests {
  private static func cloud(_ rows: Int, _ columns: Int) -> SampleMatrix {
    var random = SeededGenerator(seed: 8, stream: "samples")
    return SampleMatrix(
      rows: rows, columns: columns,
      values: (0..<rows * columns).map { _ in .random(in: -1...1, using: &random) })
  }

  private func distance(_ a: ArraySlice<Float>, _ b: ArraySlice<Float>) -> Float {
    zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
  }

  @Test func distancesInEnoughDimensionsAreKept() throws {
    let samples = Self.cloud(20, 3)
    let embedding = try Smacof(dimensions: 4).embed(samples, on: testKernels())
    #expect(embedding.stress < 1e-3)
    for (i, j) in [(0, 1), (4, 19), (7, 8)] {
      #expect(
        abs(distance(samples[i], samples[j]) - distance(embedding.points[i], embedding.points[j]))
          < 1e-3)
    }
  }

  @Test func fewerDimensionsThanThereAre() throws {
    let samples = Self.cloud(30, 10)
    let kernels = try testKernels()
    let classical = try Smacof(dimensions: 2, iterations: 0).embed(samples, on: kernels)
    let embedding = try Smacof(dimensions: 2).embed(samples, on: kernels)
    #expect(embedding.iterations > 3)
    #expect(embedding.stress < 0.8 * classical.stress)
    let again = try Smacof(dimensions: 2).embed(samples, on: kernels)
    #expect(again.points == embedding.points)
  }

  @Test func samplesThatAreAllAlike() throws {
    let samples = SampleMatrix(rows: 4, columns: 2, values: [Float](repeating: 1, count: 8))
    let embedding = try Smacof(dimensions: 2).embed(samples, on: testKernels())
    #expect(embedding.stress == 0 && embedding.points.values.allSatisfy { $0 == 0 })
  }
}
