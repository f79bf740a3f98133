import Engine
import Kernels
import TestSupport
import Testing

@Suite struct TapeTests {
  private let kernels: Kernels
  private let phase: Phase

  init() throws {
    kernels = try testKernels()
    phase = .training(NoRandomness(kernels))
  }

  private func parameter(_ values: [Float]) throws -> Parameter {
    Parameter(try Tensor(values, [values.count], on: kernels))
  }

  @Test func aTensorUsedTwiceGathersBothGradients() throws {
    let x = try parameter([3])
    let value = x(phase)
    let gradients = try (value * value + 2 * value).gradients(of: [x])
    #expect(try gradients.values[0].values() == [8])
  }

  @Test func aFrozenParameterCostsNothing() throws {
    let (x, frozen) = (try parameter([2]), try parameter([5]))
    let gradients = try (x(phase) * frozen(phase)).gradients(of: [x])
    #expect(gradients.values.count == 1)
    #expect(try gradients.values[0].values() == [5])
  }

  @Test func theSavedTensorsAreGoneAfterOneUse() throws {
    let x = try parameter([2])
    let y = try x(phase) * x(phase)
    _ = try y.gradients(of: [x])
    #expect(throws: EngineError.spent(operation: "multiply")) { try y.gradients(of: [x]) }
  }

  @Test func anUnreachableParameterIsAnErrorAndNotAZero() throws {
    let (x, other) = (try parameter([2]), try parameter([2]))
    let y = try x(phase) * x(phase)
    #expect(throws: EngineError.self) { try y.gradients(of: [other]) }
  }

  @Test func inferenceRecordsNothing() throws {
    let x = try parameter([2])
    let y = try x(.inference) * x(.inference)
    #expect(throws: EngineError.self) { try y.gradients(of: [x]) }
  }
}
