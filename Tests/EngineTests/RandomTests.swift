import Engine
import Kernels
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
    #expect(
      try PhiloxSource(seed: 5, drawn: 1, on: kernels).normal([9]).values()
        == Array(try a.normal([100]).values().prefix(9)))
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
