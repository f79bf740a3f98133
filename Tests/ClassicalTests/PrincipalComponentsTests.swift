import Classical
import Random
import Testing

@Suite struct PrincipalComponentsTests {
  /// Samples along two known axes, off the origin.
  private static func plane(rows: Int, columns: Int) -> SampleMatrix {
    var random = SeededGenerator(seed: 5, stream: "samples")
    var values: [Float] = []
    for _ in 0..<rows {
      var sample = [Float](repeating: 4, count: columns)
      sample[0] += .random(in: -3...3, using: &random)
      sample[columns - 1] += .random(in: -1...1, using: &random)
      values += sample
    }
    return SampleMatrix(rows: rows, columns: columns, values: values)
  }

  private func distance(_ a: ArraySlice<Float>, _ b: ArraySlice<Float>) -> Float {
    zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
  }

  @Test(arguments: [(40, 6), (6, 40)])
  func axesOfAPlane(_ size: (rows: Int, columns: Int)) throws {
    let samples = Self.plane(rows: size.rows, columns: size.columns)
    let components = try PrincipalComponents(samples, count: 3)
    #expect(components.variances[0] > components.variances[1])
    #expect(components.variances[1] > 0 && abs(components.variances[2]) < 1e-9)
    // All variance lies in two dimensions: two coordinates tell all distances.
    let points = components.transform(samples)
    for (i, j) in [(0, 1), (2, 5), (3, 4)] {
      let before = distance(samples[i], samples[j])
      let after = distance(points[i], points[j])
      #expect(abs(before - after) < 1e-4)
    }
    let back = components.inverse(points)
    #expect(zip(back.values, samples.values).allSatisfy { abs($0 - $1) < 1e-4 })
    for k in 0..<2 {
      let axis = components.components[k]
      #expect(abs(axis.reduce(0) { $0 + $1 * $1 } - 1) < 1e-5)
      #expect(axis.max { abs($0) < abs($1) }! > 0)
    }
  }

  @Test func refusals() throws {
    let samples = Self.plane(rows: 5, columns: 8)
    for count in [0, 6, 9] {
      #expect(throws: ClassicalError.self) { try PrincipalComponents(samples, count: count) }
    }
  }
}
