import Engine
import Kernels
import Random
import TestSupport
import Testing

@Suite struct RandomTests {
  private let kernels: Kernels

  init() throws { kernels = try testKernels() }

  @Test func theSameSeedGivesTheSameNumbersAndEveryDrawIsNew() throws {
    let (a, b) = (PhiloxSource(seed: 5, on: kernels), PhiloxSource(seed: 5, on: kernels))
    let first = try a.normal([100]).values()
    #expect(try b.normal([100]).values() == first)
    #expect(try b.normal([100]).values() != first)
    #expect(try PhiloxSource(seed: 6, on: kernels).normal([100]).values() != first)
  }

  private enum Purpose: UInt8, RandomPurpose {
    case one = 1
    case other = 2
  }

  @Test func theAddressDecidesTheNumbers() throws {
    func numbers(_ purpose: Purpose, step: Int) throws -> [Float] {
      try PhiloxSource(seed: 5, at: RandomAddress(purpose, step: step), on: kernels)
        .normal([3, 5]).values()
    }
    #expect(try numbers(.one, step: 7) == numbers(.one, step: 7))
    #expect(try numbers(.one, step: 7) != numbers(.one, step: 8))
    #expect(try numbers(.one, step: 7) != numbers(.other, step: 7))
  }

  /// A sample has the same numbers whatever batch it is part of.
  @Test func aSamplesNumbersAreItsOwn() throws {
    func source() -> PhiloxSource { PhiloxSource(seed: 5, on: kernels) }
    let large = try source().normal([7, 2, 3]).values()
    #expect(try source().normal([3, 2, 3]).values() == Array(large.prefix(18)))
    #expect(Set(large).count == 42)
    let ones = try Tensor(repeating: 1, [7, 5], on: kernels)
    let dropped = try source().dropout(ones, probability: 0.5).values()
    let few = try Tensor(repeating: 1, [2, 5], on: kernels)
    #expect(try source().dropout(few, probability: 0.5).values() == Array(dropped.prefix(10)))
  }

  @Test func dropoutDropsTheSameOnTheWayBack() throws {
    let source = PhiloxSource(seed: 1, on: kernels)
    let x = Parameter(try Tensor(repeating: 1, [4001], on: kernels))
    let y = try source.dropout(x(.training(source)), probability: 0.8)
    let kept = try y.values()
    let gradient = try y.sum().gradients(of: [x]).values[0].values()
    #expect(gradient == kept)
    let share = Double(kept.count { $0 != 0 }) / 4001
    #expect(abs(share - 0.2) < 0.03)
    #expect(kept.allSatisfy { $0 == 0 || abs($0 - 5) < 1e-5 })
  }

  @Test func normalsHaveMeanZeroAndVarianceOne() throws {
    let values = try PhiloxSource(seed: 2, on: kernels).normal([40_000]).values().map(Double.init)
    let mean = values.reduce(0, +) / 40_000
    let variance = values.reduce(0) { $0 + $1 * $1 } / 40_000
    #expect(abs(mean) < 0.02)
    #expect(abs(variance - 1) < 0.03)
  }
}
