import Engine
import Kernels
import TestSupport
import Testing

@Suite struct LSTMGradientTests {
  private let kernels: Kernels

  init() throws { kernels = try testKernels() }

  private static let batch = 2
  private static let steps = 3
  private static let inputs = 3
  private static let hidden = 2

  /// x, both weights, both biases, h0, c0.
  private static let shapes: [Shape] = [
    [batch, steps, inputs], [4 * hidden, inputs], [4 * hidden, hidden], [4 * hidden],
    [4 * hidden], [batch, hidden], [batch, hidden],
  ]

  private static func numbers(_ shape: Shape, from seed: Int) -> (Shape, [Float]) {
    (shape, (0..<shape.count).map { Float(($0 * 37 + seed * 11) % 97) / 48 - 1 })
  }

  /// y and the last states side by side, so that one comparison takes in all three.
  private func outputs(_ tensors: [Tensor], mask: Tensor?) throws(EngineError) -> Tensor {
    let output = try lstm(
      tensors[0], weightIH: tensors[1], weightHH: tensors[2], biasIH: tensors[3],
      biasHH: tensors[4], h0: tensors[5], c0: tensors[6], mask: mask)
    let y = try output.y.reshaped(to: [Self.batch, Self.steps * Self.hidden])
    return try concatenated([y, output.hidden, output.cell], axis: 1)
  }

  @Test(arguments: [nil, [1, 1, 1, 1, 0, 0]] as [[Float]?])
  func gradients(mask: [Float]?) throws {
    let mask = try mask.map { try Tensor($0, [Self.batch, Self.steps], on: kernels) }
    let inputs = Self.shapes.enumerated().map { Self.numbers($1, from: $0) }
    let complaints = try FiniteDifferences(on: kernels).disagreements(inputs) {
      (tensors) throws(EngineError) in try outputs(tensors, mask: mask)
    }
    #expect(complaints == [])
  }

  /// With nothing but the last state used, and no initial one given.
  @Test func aLossOnTheLastStateAlone() throws {
    let inputs = Self.shapes[..<5].enumerated().map { Self.numbers($1, from: $0) }
    let complaints = try FiniteDifferences(on: kernels).disagreements(inputs) {
      (tensors) throws(EngineError) in
      try lstm(
        tensors[0], weightIH: tensors[1], weightHH: tensors[2], biasIH: tensors[3],
        biasHH: tensors[4]
      ).hidden
    }
    #expect(complaints == [])
  }

  @Test func maskedStepsAreAsIfTheyWereNotThere() throws {
    func tensor(_ shape: Shape, _ seed: Int) throws -> Tensor {
      try Tensor(Self.numbers(shape, from: seed).1, shape, on: kernels)
    }
    let x = try tensor([1, 3, 2], 1)
    let weights = (try tensor([8, 2], 2), try tensor([8, 2], 3), try tensor([8], 4))
    let mask = try Tensor([1, 1, 0], [1, 3], on: kernels)
    let whole = try lstm(
      x, weightIH: weights.0, weightHH: weights.1, biasIH: weights.2, biasHH: weights.2,
      mask: mask)
    let short = try lstm(
      x.slice(axis: 1, 0..<2), weightIH: weights.0, weightHH: weights.1, biasIH: weights.2,
      biasHH: weights.2)
    #expect(try whole.hidden.values() == short.hidden.values())
    #expect(try whole.cell.values() == short.cell.values())
    #expect(try whole.y.slice(axis: 1, 2..<3).values() == [0, 0])
  }

  @Test func statesOfAnotherSizeAreRefused() throws {
    func zeros(_ shape: Shape) throws -> Tensor { try Tensor(repeating: 0, shape, on: kernels) }
    let (x, weights, bias) = (try zeros([1, 2, 2]), try zeros([8, 2]), try zeros([8]))
    #expect(throws: EngineError.self) {
      try lstm(
        x, weightIH: weights, weightHH: weights, biasIH: bias, biasHH: bias, h0: zeros([1, 3]))
    }
    #expect(throws: EngineError.self) {
      try lstm(
        x, weightIH: weights, weightHH: weights, biasIH: bias, biasHH: bias,
        mask: zeros([2, 2]))
    }
  }
}
