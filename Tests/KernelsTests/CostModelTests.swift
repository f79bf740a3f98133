import KernelCases
import OpenCL
import Testing

@testable import Kernels

/// What launches should take on a device that is not here.
@Suite struct CostModelTests {
  private let device: KnownDevice
  private let model: CostModel

  init() throws {
    device = try #require(KnownDevice.named("h100"))
    model = CostModel(device.facts, family: .gpu, ceilings: device.ceilings)
  }

  /// The costs of some work's launches.
  private func costs(_ body: (Kernels) throws -> Void) throws -> [LaunchCost] {
    let recording = Recording()
    try body(Kernels(Queue(noting: recording, for: device.facts)))
    return recording.take().launches.map { model.cost(of: $0) }
  }

  private func product(_ rows: Int, _ columns: Int, _ depth: Int, splits: Int = 1) throws
    -> LaunchCost
  {
    let costs = try costs { kernels in
      let shape = MatMulShape(rows: rows, columns: columns, depth: depth)
      let tile = GroupTile(rows: 128, columns: 128, depth: 8, itemRows: 8, itemColumns: 8)
      try kernels.matmul(
        kernels.floats(rows * depth), kernels.floats(depth * columns), shape,
        into: kernels.floats(rows * columns),
        plan: MatMulPlan(method: .group(tile), splits: splits))
    }
    return try #require(costs.first)
  }

  /// Three quarters of the multiply-adds are what an H100 reaches with the tile.
  @Test func aLargeProductIsBoundByArithmetic() throws {
    // 4,224 tiles: 32 a unit.
    let cost = try product(128 * 66, 128 * 64, 4096)
    #expect(cost.bound == .arithmetic)
    let least = 2 * 128 * 66 * 128 * 64 * 4096 / (0.75e9 * device.ceilings.gflops)
    #expect(cost.multiplying > least && cost.multiplying < 1.1 * least)
    #expect(cost.seconds == cost.multiplying + device.ceilings.launchSeconds)
  }

  @Test func aCopyIsBoundByMemory() throws {
    let cost = try #require(
      costs { try $0.goThrough(.copy, $0.floats(1 << 26), $0.floats(1 << 26), count: 1 << 26) }
        .first)
    #expect(cost.bound == .memory)
    #expect(cost.moving == Double(8 << 26) / (1e9 * device.ceilings.gbytesPerS))
  }

  @Test func aSmallLaunchIsBoundByLaunching() throws {
    let cost = try #require(
      costs { try $0.goThrough(.copy, $0.floats(64), $0.floats(64), count: 64) }.first)
    #expect(cost.bound == .launch)
  }

  /// A tile, or one for each of 132 units, or one more than that, which all wait for.
  @Test func unitsWithoutAGroupDoNotHelp() throws {
    let one = try product(128, 128, 4096).multiplying
    let full = try product(128 * 66, 128 * 2, 4096).multiplying
    let more = try product(128 * 133, 128, 4096).multiplying
    #expect(abs(full / one - 1) < 0.5 && abs(more / full - 2) < 0.1, "\(one) \(full) \(more)")
    // Parts of the sum side by side use them.
    #expect(try product(128, 128, 4096, splits: 64).multiplying < one / 10)
  }

  /// Sixteen of Intel's engines are where one group is.
  @Test func enginesOfIntelsShareGroups() throws {
    let arc = try #require(KnownDevice.named("arc-a770"))
    let recording = Recording()
    let kernels = Kernels(Queue(noting: recording, for: arc.facts))
    let shape = MatMulShape(rows: 128 * 8, columns: 128 * 4, depth: 4096)
    let tile = GroupTile(rows: 128, columns: 128, depth: 8, itemRows: 8, itemColumns: 8)
    try kernels.matmul(
      kernels.floats(1 << 22), kernels.floats(1 << 21), shape, into: kernels.floats(1 << 19),
      plan: MatMulPlan(method: .group(tile), splits: 1))
    let launch = try #require(recording.take().launches.first)
    let cost = CostModel(arc.facts, family: .gpu, ceilings: arc.ceilings).cost(of: launch)
    let least = shape.flops / (0.75e9 * arc.ceilings.gflops)
    #expect(cost.multiplying > least && cost.multiplying < 1.5 * least)
  }

  @Test func aStepIsTheSumOfItsLaunches() throws {
    let recording = Recording()
    let kernels = Kernels(Queue(noting: recording, for: device.facts))
    let (x, y) = (try kernels.floats(1 << 20), try kernels.floats(1 << 20))
    for _ in 0..<3 { try kernels.goThrough(.copy, x, y, count: 1 << 20) }
    try kernels.adam(
      [AdamRun(weights: x, gradient: y, moment1: x, moment2: y, place: 0..<1 << 20)],
      settings: AdamSettings(learningRate: 1), step: 1)
    try kernels.queue.fill(x, with: Float(0), count: 1)
    let part = recording.take()
    let step = StepProjection(of: part, by: model)
    #expect(Set(step.rows.map(\.kernel)) == ["ceiling_copy", "adam"])
    #expect(step.rows.first { $0.kernel == "ceiling_copy" }?.launches == 3)
    #expect(step.launches == 4 && step.bytes == (3 * 8 + 28) << 20)
    let sum = part.launches.reduce(0) { $0 + model.cost(of: $1).seconds }
    #expect(abs(step.seconds - sum - device.ceilings.launchSeconds) < 1e-12)
  }
}
