import Engine
import Foundation
import Kernels
import TestSupport
import Testing

@Suite struct LossGradientTests {
  private let kernels: Kernels
  private let differences: FiniteDifferences

  init() throws {
    kernels = try testKernels()
    differences = FiniteDifferences(on: kernels)
  }

  /// Numbers between -2 and 2, far enough apart for a step to cross no kink.
  private func numbers(_ shape: Shape, from seed: Int) -> (Shape, [Float]) {
    (shape, (0..<shape.count).map { Float(($0 * 37 + seed * 11) % 97) / 24 - 2 })
  }

  @Test func softmaxAndItsLogarithm() throws {
    let x = numbers([3, 5], from: 1)
    let mask = try Tensor(
      [1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 0, 0, 1, 0, 1], [3, 5], on: kernels)
    #expect(
      try differences.disagreements([x]) { (inputs) throws(EngineError) in
        try softmax(inputs[0])
      } == [])
    #expect(
      try differences.disagreements([x]) { (inputs) throws(EngineError) in
        try softmax(inputs[0], mask: mask)
      } == [])
    #expect(
      try differences.disagreements([x]) { (inputs) throws(EngineError) in
        try logSoftmax(inputs[0])
      } == [])
  }

  @Test func entropies() throws {
    let logits = numbers([4, 3], from: 2)
    #expect(
      try differences.disagreements([logits]) { (inputs) throws(EngineError) in
        try crossEntropy(inputs[0], labels: [2, 0, 1, 2])
      } == [])
    let targets = try Tensor(
      [0.2, 0.5, 0.3, 1, 0, 0, 0, 0.6, 0.4, 0.1, 0.1, 0.8], [4, 3], on: kernels)
    #expect(
      try differences.disagreements([logits]) { (inputs) throws(EngineError) in
        try crossEntropy(inputs[0], targets: targets)
      } == [])
  }

  @Test func aLabelThatIsNoClassIsRefused() throws {
    let logits = try Tensor(repeating: 0, [1, 3], on: kernels)
    #expect(throws: EngineError.self) { try crossEntropy(logits, labels: [3]) }
    #expect(throws: EngineError.self) { try crossEntropy(logits, labels: []) }
  }

  @Test func targetsHaveNoGradient() throws {
    let logits = try Tensor(repeating: 0, [1, 3], on: kernels)
    let targets = Parameter(try Tensor([1, 0, 0], [1, 3], on: kernels))
    let loss = try crossEntropy(logits, targets: targets(.training(NoRandomness(kernels))))
    #expect(throws: EngineError.self) { try loss.gradients(of: [targets]) }
  }

  @Test func triplets() throws {
    let triplet = [numbers([4, 6], from: 3), numbers([4, 6], from: 4), numbers([4, 6], from: 5)]
    #expect(
      try differences.disagreements(triplet) { (inputs) throws(EngineError) in
        try tripletLoss(
          anchor: inputs[0], positive: inputs[1], negative: inputs[2], margin: 2
        ).mean
      } == [])
  }

  @Test func tripletsAreActiveBelowTheMargin() throws {
    let kernels = try testKernels()
    let anchor = try Tensor([0, 0, 0, 0, 0, 0], [3, 2], on: kernels)
    let positive = try Tensor([1, 0, 0, 0, 3, 0], [3, 2], on: kernels)
    let negative = try Tensor([0, 1, 2, 0, 0, 1], [3, 2], on: kernels)
    let loss = try tripletLoss(anchor: anchor, positive: positive, negative: negative, margin: 2)
    // 1 - 1 + 2, 0 - 2 + 2, 3 - 1 + 2
    #expect(try loss.mean.value() == 2)
    #expect(try abs(loss.activeShare().value() - 2.0 / 3) < 1e-6)
  }

  @Test func rowDots() throws {
    let pair = [numbers([4, 6], from: 6), numbers([4, 6], from: 7)]
    #expect(
      try differences.disagreements(pair) { (inputs) throws(EngineError) in
        try meanRowDot(inputs[0], inputs[1])
      } == [])
  }

  @Test func attention() throws {
    let inputs = [numbers([2, 3, 4], from: 8), numbers([2, 3], from: 9)]
    let mask = try Tensor([1, 1, 1, 1, 1, 0], [2, 3], on: kernels)
    #expect(
      try differences.disagreements(inputs) { (inputs) throws(EngineError) in
        let (y, weights) = try attentionPool(inputs[0], scores: inputs[1], mask: mask)
        return try concatenated([y, weights], axis: 1)
      } == [])
  }

  @Test func aSampleWithoutStepsGivesZeros() throws {
    let h = try Tensor([1, 2], [1, 2, 1], on: kernels)
    let zeros = try Tensor([0, 0], [1, 2], on: kernels)
    let pooled = try attentionPool(h, scores: zeros, mask: zeros)
    #expect(try pooled.y.values() == [0])
    #expect(try pooled.weights.values() == [0, 0])
  }

  @Test func mixing() throws {
    let lambda = try Tensor([0.25, 0, 1], [3], on: kernels)
    #expect(
      try differences.disagreements([numbers([3, 4], from: 10)]) {
        (inputs) throws(EngineError) in
        try mixup(inputs[0], lambda: lambda, partners: [2, 2, 0])
      } == [])
  }

  @Test(arguments: [false, true], [false, true])
  func constraint(squash: Bool, masked: Bool) throws {
    let epsilon = try Tensor([0.3, 0.1], [2], on: kernels)
    let mask = masked ? try Tensor([1, 1, 1, 1, 0, 0], [2, 3], on: kernels) : nil
    #expect(
      try differences.disagreements([numbers([2, 3, 5], from: 11)]) {
        (inputs) throws(EngineError) in
        try l1Constraint(inputs[0], epsilon: epsilon, mask: mask, tanh: squash, floor: 1e-4)
      } == [])
  }
}
