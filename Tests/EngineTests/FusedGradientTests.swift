import Engine
import Kernels
import TestSupport
import Testing

/// Operations that are other launches in each family of kernels.
@Suite struct FusedGradientTests {
  private func numbers(_ shape: Shape, from seed: Int) -> (Shape, [Float]) {
    (shape, (0..<shape.count).map { Float(($0 * 37 + seed * 11) % 97) / 48 - 1 })
  }

  @Test(arguments: DevicePlan.Family.allCases)
  func attentionWithItsScores(family: DevicePlan.Family) throws {
    let kernels = try testKernels(family: family)
    let mask = try Tensor([1, 1, 1, 1, 1, 0], [2, 3], on: kernels)
    let inputs = [
      numbers([2, 3, 4], from: 1), numbers([2, 3, 5], from: 2), numbers([1, 5], from: 3),
    ]
    #expect(
      try FiniteDifferences(on: kernels).disagreements(inputs) { (x) throws(EngineError) in
        try attentionPool(x[0], projected: x[1], query: x[2], mask: mask)
      } == [])
  }

  @Test(arguments: DevicePlan.Family.allCases)
  func sequences(family: DevicePlan.Family) throws {
    let kernels = try testKernels(family: family)
    let shapes: [Shape] = [[2, 3, 3], [8, 3], [8, 2], [8], [8], [2, 2], [2, 2]]
    let inputs = shapes.enumerated().map { numbers($1, from: $0) }
    #expect(
      try FiniteDifferences(on: kernels).disagreements(inputs) { (x) throws(EngineError) in
        let output = try lstm(
          x[0], weightIH: x[1], weightHH: x[2], biasIH: x[3], biasHH: x[4], h0: x[5], c0: x[6])
        return try concatenated([output.y.reshaped(to: [2, 6]), output.cell], axis: 1)
      } == [])
  }

  /// Of three parts one is not used, and gets zeros.
  @Test(arguments: DevicePlan.Family.allCases)
  func partsAndWholes(family: DevicePlan.Family) throws {
    let kernels = try testKernels(family: family)
    let inputs = [numbers([6, 2], from: 4), numbers([2, 2], from: 5)]
    #expect(
      try FiniteDifferences(on: kernels).disagreements(inputs) { (x) throws(EngineError) in
        let parts = try x[0].chunks(3)
        let joined = try concatenated(each: [[parts[0], x[1]], [x[1], parts[2], x[1]]])
        return try concatenated([joined[0] * joined[0], joined[1]])
      } == [])
  }

  /// A gradient goes through the rectifier behind it by the way.
  @Test(arguments: DevicePlan.Family.allCases)
  func rectifiersBehindOtherOperations(family: DevicePlan.Family) throws {
    let kernels = try testKernels(family: family)
    let inputs = [
      numbers([2, 3], from: 6), numbers([8, 3], from: 7), numbers([2, 3, 2, 2], from: 8),
      numbers([3, 1, 2, 2], from: 9),
    ]
    #expect(
      try FiniteDifferences(on: kernels).disagreements(inputs) { (x) throws(EngineError) in
        let rows = try linear(x[0], weight: x[1], activation: .relu)
        let map = try rows.reshaped(to: [2, 2, 2, 2]).permuted([0, 2, 3, 1])
        let first = try convTranspose2D(
          map, weight: x[2], stride: (2, 2), activation: .leakyRelu(slope: 0.25))
        return try convTranspose2D(first, weight: x[3], stride: (2, 2))
      } == [])
  }
}
