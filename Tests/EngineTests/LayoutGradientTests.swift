import Engine
import Kernels
import TestSupport
import Testing

@Suite struct LayoutGradientTests {
  private let differences: FiniteDifferences

  init() throws { differences = FiniteDifferences(on: try testKernels()) }

  private func values(_ count: Int) -> [Float] { (0..<count).map { Float($0 % 7) - 2.5 } }

  @Test func movesAndPieces() throws {
    let inputs: [(shape: Shape, values: [Float])] = [
      ([2, 3, 5], values(30)), ([2, 2, 5], values(20)),
    ]
    let complaints = try differences.disagreements(inputs) { (x) throws(EngineError) in
      let joined = try concatenated([x[0], x[1]], axis: 1)
      let moved = try joined.permuted([2, 0, 1]).slice(axis: 2, 1..<4)
      return try (moved * moved).reshaped(to: [30])
    }
    #expect(complaints == [])
  }

  @Test func sumsAndMeans() throws {
    let complaints = try differences.disagreements([([3, 4], values(12))]) {
      (x) throws(EngineError) in
      let square = try x[0] * x[0]
      return try concatenated([square.sum(axis: 0), square.mean(axis: 1)])
        * concatenated([square.mean(axis: 0), square.sum(axis: 1)])
    }
    #expect(complaints == [])
    let whole = try differences.disagreements([([3, 4], values(12))]) { (x) throws(EngineError) in
      try (x[0] * x[0]).mean() + x[0].sum()
    }
    #expect(whole == [])
  }

  @Test func losses() throws {
    let inputs: [(shape: Shape, values: [Float])] = [([6], values(6))]
    let complaints = try differences.disagreements(inputs) { (x) throws(EngineError) in
      try bceWithLogits(x[0], target: 1) + bceWithLogits(x[0], target: 0.25)
    }
    #expect(complaints == [])
    let squared = try differences.disagreements([([4], values(4)), ([4], [1, 0, 2, -1])]) {
      (x) throws(EngineError) in try meanSquaredError(x[0], x[1])
    }
    #expect(squared == [])
  }

  @Test func aShapeThatDoesNotFitIsNamed() throws {
    let kernels = try testKernels()
    let a = try Tensor(values(6), [2, 3], on: kernels)
    let error = #expect(throws: EngineError.self) { try a.reshaped(to: [4]) }
    #expect(error?.description.contains("reshape") == true)
    #expect(throws: EngineError.self) { try a.slice(axis: 1, 2..<4) }
    #expect(throws: EngineError.self) { try concatenated([a, a.permuted([1, 0])]) }
  }
}
