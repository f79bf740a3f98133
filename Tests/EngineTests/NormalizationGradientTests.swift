import Engine
import Kernels
import TestSupport
import Testing

@Suite struct NormalizationGradientTests {
  private let kernels: Kernels
  private let x: (Shape, [Float])
  private let scale: (Shape, [Float]) = ([2], [0.5, 1.5])
  private let shift: (Shape, [Float]) = ([2], [-1, 2])

  init() throws {
    kernels = try testKernels()
    x = ([2, 3, 3, 2], (0..<36).map { Float(($0 * 23) % 36) / 9 - 2 })
  }

  @Test func batchInTraining() throws {
    let complaints = try FiniteDifferences(on: kernels).disagreements([x, scale, shift]) {
      (inputs) throws(EngineError) in
      try batchNorm(inputs[0], scale: inputs[1], shift: inputs[2]).y
    }
    #expect(complaints == [])
  }

  @Test func batchInInference() throws {
    let mean = try Tensor([0.5, -0.25], [2], on: kernels)
    let variance = try Tensor([2, 0.5], [2], on: kernels)
    let complaints = try FiniteDifferences(on: kernels).disagreements([x, scale, shift]) {
      (inputs) throws(EngineError) in
      try batchNorm(
        inputs[0], mean: mean, variance: variance, scale: inputs[1], shift: inputs[2])
    }
    #expect(complaints == [])
  }

  @Test(arguments: [nil, [1, 1, 0, 0, 1, 1]] as [[Float]?])
  func instance(mask: [Float]?) throws {
    let mask = try mask.map { try Tensor($0, [2, 3], on: kernels) }
    let complaints = try FiniteDifferences(on: kernels).disagreements([x, scale, shift]) {
      (inputs) throws(EngineError) in
      try instanceNorm(inputs[0], scale: inputs[1], shift: inputs[2], mask: mask)
    }
    #expect(complaints == [])
  }

  @Test func theBatchsStatistics() throws {
    let x = try Tensor([1, 2, 3, 6], [1, 2, 2, 1], on: kernels)
    let one = try Tensor([1], [1], on: kernels)
    let result = try batchNorm(x, scale: one, shift: one)
    #expect(try result.mean.values() == [3])
    #expect(try result.variance.values() == [3.5])
  }

  @Test func aSingleValueHasNoVariance() throws {
    let x = try Tensor([1, 2], [1, 1, 1, 2], on: kernels)
    let vector = try Tensor([1, 1], [2], on: kernels)
    #expect(throws: EngineError.self) { try batchNorm(x, scale: vector, shift: vector) }
  }
}
