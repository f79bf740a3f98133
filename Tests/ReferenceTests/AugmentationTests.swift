import Reference
import Testing

@Suite struct AugmentationTests {
  /// Row 1 is nobody's partner twice over: partners need not be a permutation.
  @Test(arguments: [[2, 0, 1], [0, 0, 2]])
  func mixupGradient(partners: [Int]) {
    var numbers = Numbers(seed: 15)
    let (x, g) = (numbers.array(12), numbers.array(12))
    let lambda = [0.25, 0, 1]
    expectEqual(
      MixupReference.gradient(gradY: g, lambda: lambda, partners: partners, columns: 4),
      differences(at: x) {
        dot(g, MixupReference.forward(x: $0, lambda: lambda, partners: partners, columns: 4))
      })
  }

  @Test(
    arguments: [nil, [1.0, 1, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0]],
    [(squash: false, floor: 1e-12), (squash: true, floor: 1e-4)])
  func l1ConstraintGradient(mask: [Double]?, form: (squash: Bool, floor: Double)) {
    var numbers = Numbers(seed: 16)
    let (p, g) = (numbers.array(60), numbers.array(60))
    func value(_ p: [Double]) -> [Double] {
      L1ConstraintReference.forward(
        p: p, epsilon: [0.05, 0.1, 0.3], mask: mask, frames: 4, bands: 5, tanh: form.squash,
        floor: form.floor)
    }
    expectEqual(
      L1ConstraintReference.gradient(
        gradY: g, p: p, epsilon: [0.05, 0.1, 0.3], mask: mask, frames: 4, bands: 5,
        tanh: form.squash, floor: form.floor),
      differences(at: p) { dot(g, value($0)) })
  }

  @Test func theMeanOverFramesThatCountIsEpsilon() {
    let y = L1ConstraintReference.forward(
      p: [1, -2, 3, 4, 50, 60], epsilon: [0.2], mask: [1, 1, 0], frames: 3, bands: 2, tanh: false,
      floor: 0)
    expectEqual([y.reduce(0) { $0 + abs($1) } / 4], [0.2], within: 1e-15)
    #expect(y[4...] == [0, 0])
    let spoilt = L1ConstraintReference.forward(
      p: [1, -2, 3, 4, .nan, .infinity], epsilon: [0.2], mask: [1, 1, 0], frames: 3, bands: 2,
      tanh: false, floor: 0)
    #expect(spoilt == y)
  }
}
