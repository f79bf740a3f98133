import Classical
import Foundation
import Random
import TestSupport
import Testing

@Suite struct TSNETests {
  /// Three clouds of forty samples in ten dimensions.
  private static func clouds() -> SampleMatrix {
    var random = SeededGenerator(seed: 4, stream: "clouds")
    var values: [Float] = []
    for index in 0..<120 {
      for column in 0..<10 {
        values.append((index % 3 == column ? 8 : 0) + Float(random.normal()))
      }
    }
    return SampleMatrix(rows: 120, columns: 10, values: values)
  }

  @Test func neighboursOfACloudStayTogether() throws {
    let kernels = try testKernels()
    let tsne = TSNE(perplexity: 15, iterations: 500)
    let map = try tsne.map(Self.clouds(), on: kernels)
    // The nearest neighbour of each sample is of its own cloud.
    for i in 0..<120 {
      let nearest = (0..<120).filter { $0 != i }.min { a, b in
        distance(map[i], map[a]) < distance(map[i], map[b])
      }
      #expect(try #require(nearest) % 3 == i % 3)
    }
    #expect(map.values.allSatisfy { abs($0) < 200 } && map.values.contains { abs($0) > 3 })
    #expect(try tsne.map(Self.clouds(), on: kernels) == map)
  }

  @Test func tooFewSamples() throws {
    #expect(throws: ClassicalError.self) {
      try TSNE().map(
        SampleMatrix(rows: 90, columns: 1, values: [Float](repeating: 0, count: 90)),
        on: testKernels())
    }
  }

  private func distance(_ a: ArraySlice<Float>, _ b: ArraySlice<Float>) -> Float {
    zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
  }
}
