import Reference
import Testing

@Suite struct ActivationTests {
  let x = [-100.0, -20, -1.5, -0.3, 0.2, 1, 17, 100]
  let g = [0.3, -1, 0.7, 2, -0.4, 1.1, 0.6, -0.8]

  @Test func gradients() {
    expectEqual(
      ReLUReference.gradient(gradY: g, x: x),
      differences(at: x) { dot(g, ReLUReference.forward(x: $0)) })
    expectEqual(
      LeakyReLUReference.gradient(gradY: g, x: x, slope: 0.2),
      differences(at: x) { dot(g, LeakyReLUReference.forward(x: $0, slope: 0.2)) })
    expectEqual(
      TanhReference.gradient(gradY: g, x: x),
      differences(at: x) { dot(g, TanhReference.forward(x: $0)) })
    expectEqual(
      SigmoidReference.gradient(gradY: g, x: x),
      differences(at: x) { dot(g, SigmoidReference.forward(x: $0)) })
    expectEqual(
      SoftplusReference.gradient(gradY: g, x: x),
      differences(at: x) { dot(g, SoftplusReference.forward(x: $0)) })
  }

  @Test func slopesAtZero() {
    #expect(ReLUReference.gradient(gradY: [1], x: [0]) == [0])
    #expect(LeakyReLUReference.gradient(gradY: [1], x: [0], slope: 0.2) == [0.2])
  }

  /// max(-∞, 0) is 0, and behind a 0 the gradient is 0 whatever came from above; NaN stays NaN, and lets
  /// the gradient through.
  @Test func rectifiersOfNoNumbersAreThoseOfPyTorch() {
    let x = [-Double.infinity, -2, 0, 2, .infinity]
    #expect(ReLUReference.forward(x: x) == [0, 0, 0, 2, .infinity])
    #expect(LeakyReLUReference.forward(x: x, slope: 0.5) == [-.infinity, -1, 0, 2, .infinity])
    #expect(LeakyReLUReference.forward(x: x, slope: 0) == [0, 0, 0, 2, .infinity])
    #expect(ReLUReference.forward(x: [.nan])[0].isNaN)
    #expect(LeakyReLUReference.forward(x: [.nan], slope: 0.5)[0].isNaN)
    for upstream in [3, Double.infinity] {
      let g = x.map { _ in upstream }
      #expect(ReLUReference.gradient(gradY: g, x: x) == [0, 0, 0, upstream, upstream])
      #expect(ReLUReference.gradient(gradY: g, x: x.map { _ in .nan }) == g)
    }
    let nan = x.map { _ in Double.nan }
    #expect(ReLUReference.gradient(gradY: nan, x: x)[..<3] == [0, 0, 0])
    #expect(ReLUReference.gradient(gradY: nan, x: x)[3...].allSatisfy { $0.isNaN })
    #expect(LeakyReLUReference.gradient(gradY: nan, x: x, slope: 0.5).allSatisfy { $0.isNaN })
  }

  @Test func softplusKeepsSmallValuesAndLargeOnes() {
    expectEqual(SoftplusReference.forward(x: [-50]), [1.928749847963918e-22], within: 1e-36)
    #expect(SoftplusReference.forward(x: [1000, -1000]) == [1000, 0])
    expectEqual(SigmoidReference.forward(x: [1000, -1000]), [1, 0], within: 0)
  }

  @Test func dropoutKeepsTheMean() {
    let mask = [1.0, 0, 1, 1, 0, 1, 0, 0]
    #expect(DropoutReference.forward(x: [1, 1], mask: [1, 0], rate: 0.8)[1] == 0)
    expectEqual(
      DropoutReference.gradient(gradY: g, mask: mask, rate: 0.8),
      differences(at: x) { dot(g, DropoutReference.forward(x: $0, mask: mask, rate: 0.8)) })
    let kept = DropoutReference.mask(
      samples: 10, size: 1_000, rate: 0.8, seed: 1, stream: 2
    ).reduce(0, +)
    #expect(abs(kept / 10_000 - 0.2) < 0.015)
  }
}
