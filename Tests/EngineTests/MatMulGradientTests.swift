import Engine
import Kernels
import TestSupport
import Testing

@Suite struct MatMulGradientTests {
  private let kernels: Kernels

  init() throws { kernels = try testKernels() }

  private func input(_ shape: Shape, _ seed: Int) -> (shape: Shape, values: [Float]) {
    (shape, (0..<shape.count).map { Float(($0 * 29 + seed * 13) % 19) / 10 - 0.9 })
  }

  @Test(arguments: [false, true], [false, true])
  func product(transposedA: Bool, transposedB: Bool) throws {
    let a: Shape = transposedA ? [4, 3] : [3, 4]
    let b: Shape = transposedB ? [5, 4] : [4, 5]
    let complaints = try FiniteDifferences(on: kernels).disagreements([input(a, 1), input(b, 2)]) {
      (inputs) throws(EngineError) in
      try matmul(inputs[0], inputs[1], transposedA: transposedA, transposedB: transposedB)
    }
    #expect(complaints == [])
  }

  @Test(arguments: [[[2, 3, 4], [2, 4, 5]], [[3, 4], [2, 4, 5]], [[2, 3, 4], [4, 5]]])
  func batches(shapes: [[Int]]) throws {
    let complaints = try FiniteDifferences(on: kernels).disagreements(
      [input(Shape(shapes[0]), 1), input(Shape(shapes[1]), 2)]
    ) { (inputs) throws(EngineError) in try matmul(inputs[0], inputs[1]) }
    #expect(complaints == [])
  }

  @Test func linearLayer() throws {
    let complaints = try FiniteDifferences(on: kernels).disagreements(
      [input([2, 3, 4], 1), input([5, 4], 2), input([5], 3)]
    ) { (inputs) throws(EngineError) in
      try linear(inputs[0], weight: inputs[1], bias: inputs[2], activation: .tanh)
    }
    #expect(complaints == [])
  }

  @Test func shapesThatDoNotFitAreRefused() throws {
    let a = try Tensor(repeating: 1, [2, 3], on: kernels)
    #expect(throws: EngineError.self) { try matmul(a, a) }
    #expect(throws: EngineError.self) { try linear(a, weight: a, bias: a) }
  }
}
