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

  /// The gradient of a large weight takes memory where it is asked for, and none where it is not.
  @Test(arguments: [false, true])
  func aParameterThatIsNotAskedForCostsNothing(isAskedFor: Bool) throws {
    let (x, weight) = (
      Parameter(try Tensor(repeating: 1, [1, 256], on: kernels)),
      Parameter(try Tensor(repeating: 0.5, [256, 256], on: kernels))
    )
    let loss = try linear(x(phase), weight: weight(phase)).sum()
    let pool = kernels.queue.pool
    pool.resetPeak()
    let before = pool.inUse
    let gradients = try loss.gradients(of: isAskedFor ? [x, weight] : [x])
    let bytes = 256 * 256 * MemoryLayout<Float>.stride
    #expect((pool.peak - before >= bytes) == isAskedFor)
    #expect(try gradients.values[0].values() == [Float](repeating: 128, count: 256))
  }

  /// A frozen network passes gradients on to what it was given, and has none of its own.
  @Test func aFrozenPassLeadsToItsInputAlone() throws {
    let (x, weight) = (try parameter([2]), try parameter([5]))
    let frozen = Phase.frozen(NoRandomness(kernels))
    let y = try x(phase) * weight(frozen)
    #expect(try y.gradients(of: [x]).values[0].values() == [5])
    let again = try x(phase) * weight(frozen)
    #expect(throws: EngineError.self) { try again.gradients(of: [weight]) }
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
