import Engine
import Kernels
import TestSupport
import Testing

@Suite struct PoolingGradientTests {
  private let kernels: Kernels
  private let shape: Shape = [2, 5, 4, 3]
  private let values: [Float]

  init() throws {
    kernels = try testKernels()
    // All different and far enough apart for a step not to change which one is the largest.
    values = (0..<120).map { Float(($0 * 47) % 120) / 20 - 3 }
  }

  @Test func maximum() throws {
    let complaints = try FiniteDifferences(on: kernels).disagreements([(shape, values)]) {
      (inputs) throws(EngineError) in
      try maxPool2D(inputs[0], kernel: (3, 2), stride: (1, 2))
    }
    #expect(complaints == [])
  }

  @Test func average() throws {
    let complaints = try FiniteDifferences(on: kernels).disagreements([(shape, values)]) {
      (inputs) throws(EngineError) in try avgPool2D(inputs[0], kernel: (2, 2))
    }
    #expect(complaints == [])
  }

  @Test func adaptiveAverage() throws {
    let complaints = try FiniteDifferences(on: kernels).disagreements([(shape, values)]) {
      (inputs) throws(EngineError) in try adaptiveAvgPool2D(inputs[0], output: (3, 3))
    }
    #expect(complaints == [])
  }

  @Test(arguments: Pad.Mode.allCases)
  func border(mode: Pad.Mode) throws {
    let complaints = try FiniteDifferences(on: kernels).disagreements([(shape, values)]) {
      (inputs) throws(EngineError) in
      try padded(inputs[0], top: 2, bottom: 1, left: 3, right: 0, mode: mode)
    }
    #expect(complaints == [])
  }

  @Test func indicesAreFirstInScanOrder() throws {
    let x = try Tensor([1, 1, 2, 3, 1, 0, 3, 2], [1, 2, 4, 1], on: kernels)
    #expect(try maxPool2DIndices(x, kernel: (2, 2)) == [0, 3])
  }

  @Test func aWindowLargerThanThePlaneIsRefused() throws {
    let x = try Tensor(repeating: 1, [1, 2, 2, 1], on: kernels)
    #expect(throws: EngineError.self) { try maxPool2D(x, kernel: (3, 3)) }
    #expect(throws: EngineError.self) {
      try padded(x, top: 2, bottom: 0, left: 0, right: 0, mode: .reflect)
    }
  }
}
