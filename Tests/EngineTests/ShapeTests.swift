import Engine
import TestSupport
import Testing

@Suite struct ShapeTests {
  @Test func countsItsElements() {
    #expect(Shape([2, 17, 13]).count == 442)
    #expect(Shape.scalar.count == 1)
    #expect(Shape([1 << 40, 1 << 40, 0]).count == 0)
  }

  /// More elements than an integer counts.
  @Test func whatNoMemoryHoldsFindsNone() throws {
    let kernels = try testKernels()
    let shape = Shape([1 << 16, 1 << 16, 1 << 16, 1 << 16])
    let error = #expect(throws: EngineError.self) {
      try Tensor(repeating: 0, shape, on: kernels)
    }
    guard case .device(.outOfMemory) = error else {
      Issue.record("not out of memory: \(String(describing: error))")
      return
    }
  }
}
