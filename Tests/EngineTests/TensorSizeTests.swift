import Engine
import Kernels
import OpenCL
import TestSupport
import Testing

/// Tensors of more elements than kernels can count are refused before memory is asked for.
@Suite struct TensorSizeTests {
  private let kernels: Kernels

  init() throws { kernels = try testKernels() }

  private func expectTooLarge(_ words: String..., make: () throws -> Tensor) throws {
    let error = try #require(throws: EngineError.self) { _ = try make() }
    guard case .device(.tooLarge) = error else { throw error }
    for word in words { #expect(error.description.contains(word), "\(error)") }
  }

  @Test func theErrorNamesOperationAndSizes() throws {
    let column = try Tensor(repeating: 1, [1 << 16, 1], on: kernels)
    try expectTooLarge("65536×65536", "4294967296") {
      try matmul(column, column, transposedB: true)
    }
    try expectTooLarge("padded", "1×2147418120×1×1") {
      try padded(
        try column.slice(axis: 0, 0..<8).reshaped(to: [1, 8, 1, 1]), top: 2_147_418_112, bottom: 0,
        left: 0, right: 0, mode: .zero)
    }
  }

  /// Products of lengths beyond 64 bits, too.
  @Test(arguments: [
    Shape([1 << 16, 1 << 16]), Shape([1 << 16, 1 << 16, 1 << 16, 1 << 16]), Shape([.max]),
  ])
  func aTensorOfOneNumber(shape: Shape) throws {
    try expectTooLarge("\(shape)") { try Tensor(repeating: 0, shape, on: kernels) }
    let random = PhiloxSource(seed: 1, on: kernels)
    try expectTooLarge("\(shape)") { try random.normal(shape) }
  }

  @Test func nothingIsNothingWhateverIsBesideIt() {
    #expect(Shape([.max, .max, 0]).count == 0)
  }
}
