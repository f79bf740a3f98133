import KernelCases
import Kernels
import OpenCL
import Reference
import TestSupport
import Testing

/// NaN and infinities through what follows the gradients, and through the maps of points.
@Suite struct NonFiniteStepTests {
  /// A norm of NaN makes all gradients NaN, rather than leaving the others as if they were short.
  @Test(arguments: DevicePlan.Family.allCases, [Float.nan, .infinity])
  func clipping(family: DevicePlan.Family, value: Float) throws {
    let (first, second) = (
      [Float](repeating: 1, count: 300).with([17: value]), [Float](special[3...])
    )
    for maximum: Float in [0.5, 1e6] {
      try expectAgreement(
        KernelCase(
          "gradient_clipping", "\(value) to \(maximum)", inputs: { [first, second] },
          outputs: [("first", first.count), ("second", second.count)],
          run: { (kernels, given, results) throws(OpenCLError) in
            try kernels.clip(
              [
                ClippedGradient(given[0], into: results[0], count: first.count),
                ClippedGradient(given[1], into: results[1], count: second.count),
              ], toNorm: maximum)
          },
          expected: {
            GradientClippingReference.clip(gradients: $0, maximumNorm: Double(maximum)).gradients
          }), on: testKernels(family: family))
    }
  }

  /// A weight at NaN stays there, and a gradient that is no number brings it there. A weight at infinity
  /// also becomes NaN, where PyTorch leaves it: no number either way.
  @Test(arguments: DevicePlan.Family.allCases)
  func adam(family: DevicePlan.Family) throws {
    let gradient = special + [1, 1]
    let weights: [Float] = [1, 1, 1, 1, 1, 1, 1, .nan, .infinity]
    let count = weights.count
    let kernels = try testKernels(family: family)
    let (w, g) = (try kernels.queue.makeBuffer(weights), try kernels.queue.makeBuffer(gradient))
    let zeros = [Float](repeating: 0, count: count)
    let (m, v) = (try kernels.queue.makeBuffer(zeros), try kernels.queue.makeBuffer(zeros))
    try kernels.adam(
      [AdamRun(weights: w, gradient: g, moment1: m, moment2: v, place: 0..<count)],
      settings: AdamSettings(learningRate: 1e-3), step: 1)
    var adam = AdamReference(parameters: weights.map(Double.init))
    adam.step(gradient: gradient.map(Double.init), learningRate: 1e-3)
    let found: [Float] = try kernels.queue.read(w, count: count)
    #expect(found.map(\.isFinite) == adam.parameters.map(\.isFinite))
    #expect(
      found.map(\.isFinite)
        == [Bool](repeating: true, count: count).with([
          0: false, 1: false, 2: false, 7: false, 8: false,
        ]))
  }

  /// A point that is nowhere is no distance from any other.
  @Test(arguments: DevicePlan.Family.allCases)
  func embeddings(family: DevicePlan.Family) throws {
    let points = 5
    var random = CaseInputs(seed: 11)
    let x = random.normal(points * 2).with([4: .nan])
    let affinities = random.uniform(points * points)
    try expectAgreement(
      KernelCase(
        "smacof", "and tsne", tolerance: 1e-5, inputs: { [x, affinities] },
        outputs: [
          ("distances", points * points), ("ratios", points * points), ("forces", 5 * points),
        ],
        run: { (kernels, given, results) throws(OpenCLError) in
          let products = try kernels.floats(points * points)
          try kernels.matmul(
            given[0], given[0],
            MatMulShape(rows: points, columns: points, depth: 2, transposedB: true),
            into: products)
          try kernels.pairwiseDistances(products: products, points: points, into: results[0])
          try kernels.guttmanRatios(
            dissimilarities: given[1], distances: results[0], points: points, into: results[1])
          try kernels.tsneForces(
            affinities: given[1], y: given[0], points: points, into: results[2])
        },
        expected: {
          let distances = SmacofReference.distances($0[0], points: points)
          return [
            distances, SmacofReference.ratios(dissimilarities: $0[1], distances: distances),
            TSNEReference.forces(affinities: $0[1], y: $0[0], points: points),
          ]
        }), on: testKernels(family: family))
  }
}
