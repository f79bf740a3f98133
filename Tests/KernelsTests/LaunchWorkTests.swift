import OpenCL
import Testing

@testable import Kernels

/// Launchers say how much arithmetic their launches do; together it is the operation's.
@Suite struct LaunchWorkTests {
  private let recording = Recording()

  private func kernels(_ family: DevicePlan.Family) throws -> Kernels {
    let device = try #require(KnownDevice.named("a100"))
    return Kernels(
      Queue(noting: recording, for: device.facts),
      plan: family == .gpu
        ? DevicePlan(device.facts)
        : DevicePlan(family: .cpu, vectorWidth: 8, computeUnits: 4, groupSize: 64))
  }

  private func flops() -> Double {
    recording.take().launches.reduce(0) { $0 + $1.work.multiplyAdds.flops }
  }

  @Test(arguments: DevicePlan.Family.allCases, [16, 65, 700])
  func ofProducts(family: DevicePlan.Family, rows: Int) throws {
    let kernels = try kernels(family)
    for shape in [
      MatMulShape(rows: rows, columns: 300, depth: 2000, transposedB: true),
      MatMulShape(rows: 300, columns: rows, depth: 77, batch: 3),
    ] {
      let buffer = try kernels.floats(shape.batch * 2000 * 700)
      let other = try kernels.floats(shape.batch * 2000 * 700)
      try kernels.matmul(buffer, other, shape, into: try kernels.floats(shape.outputCount))
      #expect(flops() == shape.flops, "\(shape)")
    }
  }

  /// Strided too, where a phase has some of the kernel's places.
  @Test(arguments: DevicePlan.Family.allCases, [1, 2])
  func ofDirectConvolutions(family: DevicePlan.Family, stride: Int) throws {
    let kernels = try kernels(family)
    let shape = Conv2DShape(
      input: (4, 32, 16, 24), outChannels: 40, kernel: (4, 4), stride: (stride, stride),
      padding: (1, 1))
    let (x, y) = (try kernels.floats(shape.inputCount), try kernels.floats(shape.outputCount))
    let weight = try kernels.floats(shape.weightCount)
    let forward = DirectConv2DPlan(kernels.plan, .forward(shape))
    try kernels.conv2d(x, weight: weight, shape, into: y, plan: .direct(forward))
    #expect(flops() == shape.flops)
    try kernels.conv2dWeightGradient(
      x, dy: y, shape, into: weight,
      plan: .direct(DirectConv2DWeightGradientPlan(kernels.plan, shape)))
    #expect(flops() == shape.flops)
    let backward = DirectConv2DPlan(kernels.plan, .dataGradient(shape))
    try kernels.conv2dDataGradient(y, weight: weight, shape, into: x, plan: .direct(backward))
    // Pixels of the border see other counts of places.
    let share = flops() / shape.flops
    #expect(share > 0.9 && share < 1.3, "\(share)")
  }

  /// 36 products for 16 results of nine places each.
  @Test(arguments: DevicePlan.Family.allCases)
  func ofWinogradsAlgorithm(family: DevicePlan.Family) throws {
    let kernels = try kernels(family)
    let shape = Conv2DShape(
      input: (4, 16, 16, 64), outChannels: 64, kernel: (3, 3), padding: (1, 1))
    let (x, y) = (try kernels.floats(shape.inputCount), try kernels.floats(shape.outputCount))
    let weight = try kernels.floats(shape.weightCount)
    for plan in WinogradPlan.choices(kernels.plan) {
      try kernels.conv2d(x, weight: weight, shape, into: y, plan: .winograd(plan))
      #expect(flops() == shape.flops * 36 / 16 / 9, "\(plan)")
    }
    let plan = try #require(
      WinogradPlan(weightGradientOf: shape, kernels.plan, isAsked: true))
    try kernels.conv2dWeightGradient(x, dy: y, shape, into: weight, plan: .winograd(plan))
    #expect(flops() == shape.flops * 36 / 16 / 9)
  }

  /// A part of a large tensor is not all of it.
  @Test func ofCopiedRowsIsWhatIsCopied() throws {
    let kernels = try kernels(.gpu)
    let (x, y) = (try kernels.floats(1 << 20), try kernels.floats(1 << 10))
    let piece = RowsCopy(x, width: 64, at: 8, to: y, width: 4, at: 0, rows: 256, columns: 4)
    try kernels.copyRows([piece])
    #expect(recording.take().launches.map(\.work.bytes) == [2 * 4 * 1024])
    try kernels.copyRows([piece, piece])
    #expect(recording.take().launches.map(\.work.bytes) == [2 * 2 * 4 * 1024])
  }
}
