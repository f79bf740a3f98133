import Foundation
import KernelCases
import Kernels
import TestSupport
import Testing

/// Products and convolutions as other devices would do them.
@Suite struct HeavyPlanTests {
  @Test(
    "narrower vectors, more cores, small work-groups",
    arguments: [
      DevicePlan(family: .cpu, vectorWidth: 8, computeUnits: 48, groupSize: 64),
      DevicePlan(family: .cpu, vectorWidth: 4, computeUnits: 1, groupSize: 64),
      DevicePlan(family: .gpu, vectorWidth: 1, computeUnits: 132, groupSize: 64),
      DevicePlan(
        family: .gpu, vectorWidth: 1, computeUnits: 1, groupSize: 16, localMemory: 1 << 10),
    ])
  func otherDevicesAgree(plan: DevicePlan) throws {
    let kernels = Kernels(try testKernels().queue, plan: plan)
    let tests =
      Conv2DCases.checks + ConvTranspose2DCases.checks + MatMulCases.checks + LSTMCases.checks
    for test in tests {
      let check = try KernelCheck(test, on: kernels)
      #expect(check.agrees, "\(test.name), \(check.worst) off by \(check.error ?? .nan)")
    }
  }

  @Test func narrowOutputsRunAlongTheInputs() {
    let device = DevicePlan(family: .cpu, vectorWidth: 16, computeUnits: 2, groupSize: 256)
    func plan(outputs: Int) -> Conv2DPlan {
      Conv2DPlan(
        device,
        .forward(Conv2DShape(input: (1, 40, 40, 64), outChannels: outputs, kernel: (5, 5))))
    }
    let (one, many) = (plan(outputs: 1), plan(outputs: 64))
    #expect(one == .direct(.inputVectors(pixels: 8, vectorWidth: 16)))
    #expect(many == .direct(.outputVectors(RegisterTile(rows: 6, vectors: 4, vectorWidth: 16))))
  }

  @Test func picturesComeInByPatches() {
    let device = DevicePlan(family: .cpu, vectorWidth: 16, computeUnits: 2, groupSize: 256)
    func plan(channels: Int, width: Int) -> Conv2DPlan {
      let shape = Conv2DShape(
        input: (1, 64, width, channels), outChannels: 32, kernel: (4, 4), stride: (2, 2),
        padding: (1, 1))
      return Conv2DPlan(device, .forward(shape))
    }
    let tile = RegisterTile(rows: 8, vectors: 2, vectorWidth: 16)
    #expect(plan(channels: 2, width: 128) == .direct(.patches(tile)))
    // A row of the window is a vector; a line has more in its last tile than there is.
    #expect(plan(channels: 4, width: 128) == .direct(.outputVectors(tile)))
    #expect(plan(channels: 2, width: 18) == .direct(.outputVectors(tile)))
  }

  @Test func phasesOfAStrideAreOneLaunchWhereTheyShareTheirWindow() {
    let device = DevicePlan(family: .cpu, vectorWidth: 16, computeUnits: 2, groupSize: 256)
    func isWhole(_ kernel: Int, stride: Int) -> Bool {
      let shape = Conv2DShape(
        input: (1, 40, 40, 16), outChannels: 32, kernel: (kernel, kernel),
        stride: (stride, stride), padding: (1, 1))
      if case .direct(.subpixels) = Conv2DPlan(device, .dataGradient(shape)) { return true }
      return false
    }
    #expect(isWhole(4, stride: 2) && isWhole(8, stride: 4) && isWhole(5, stride: 2))
    // Nine in sixteen places would be filled up.
    #expect(!isWhole(3, stride: 4))
    #expect(!isWhole(5, stride: 1))
  }

  @Test func subGroupsAreTriedWhereKernelsCanAskForThem() throws {
    func tiles(_ widths: [Int], _ family: DevicePlan.Family = .gpu) -> [SubGroupTile] {
      let device = DevicePlan(
        family: family, vectorWidth: 1, computeUnits: 96, groupSize: 256, subGroupWidths: widths)
      return MatMulPlan.starts(device, MatMulShape(rows: 512, columns: 512, depth: 512)).compactMap
      {
        if case .subGroup(let tile) = $0.method { return tile }
        return nil
      }
    }
    #expect(Set(tiles([4, 16, 32, 64]).map(\.width)) == [16, 32])
    #expect(tiles([]).isEmpty && tiles([16], .cpu).isEmpty)
    // A run that was begun before there were any goes on without.
    let plan = DevicePlan(
      family: .gpu, vectorWidth: 1, computeUnits: 96, groupSize: 256, subGroupWidths: [16])
    let text = String(decoding: try JSONEncoder().encode(plan), as: UTF8.self)
    let older = text.replacing(
      /,"subGroupWidths":\[16\]|"subGroupWidths":\[16\],/, with: "")
    #expect(older != text)
    #expect(try JSONDecoder().decode(DevicePlan.self, from: Data(text.utf8)) == plan)
    #expect(
      try JSONDecoder().decode(DevicePlan.self, from: Data(older.utf8)).subGroupWidths.isEmpty)
  }

  @Test func winogradIsChosenWhereItPays() {
    func isWinograd(
      _ input: (Int, Int, Int, Int), to outputs: Int, kernel: Int = 3,
      _ asked: DevicePlan.Convolution = .automatic, on family: DevicePlan.Family = .cpu
    ) -> Bool {
      let device = DevicePlan(
        family: family, vectorWidth: family == .cpu ? 16 : 1, computeUnits: 2, groupSize: 256,
        convolution: asked)
      let shape = Conv2DShape(
        input: input, outChannels: outputs, kernel: (kernel, kernel), padding: (1, 1))
      if case .winograd = Conv2DPlan(device, .forward(shape)) { return true }
      return false
    }
    #expect(isWinograd((32, 128, 128, 64), to: 64))
    #expect(isWinograd((32, 8, 8, 512), to: 512))
    #expect(!isWinograd((1, 8, 8, 512), to: 512))
    #expect(!isWinograd((32, 128, 128, 1), to: 64))
    #expect(!isWinograd((32, 128, 128, 64), to: 64, kernel: 4))
    #expect(!isWinograd((32, 128, 128, 64), to: 64, .direct))
    #expect(isWinograd((32, 128, 128, 1), to: 64, .winograd))
    #expect(!isWinograd((32, 128, 128, 64), to: 64, kernel: 4, .winograd))
    #expect(isWinograd((32, 32, 32, 256), to: 256, on: .gpu))
    #expect(isWinograd((32, 128, 128, 64), to: 64, on: .gpu))
    #expect(!isWinograd((32, 128, 128, 64), to: 16, on: .gpu))
    #expect(!isWinograd((1, 8, 8, 512), to: 512, on: .gpu))
  }

  @Test func groupTilesObeyTheDevice() {
    for (groupSize, localMemory) in [(256, 32 << 10), (256, 8 << 10), (64, 64 << 10), (1, 1 << 10)]
    {
      let device = DevicePlan(
        family: .gpu, vectorWidth: 1, computeUnits: 8, groupSize: groupSize,
        localMemory: localMemory)
      for plan in DirectConv2DPlan.choices(device) {
        guard let tile = tile(of: plan) else {
          Issue.record("\(plan) is none for a GPU")
          continue
        }
        let items = tile.rows / tile.itemRows * (tile.columns / tile.itemColumns)
        #expect(items <= groupSize)
        #expect(4 * tile.depth * (tile.rows + tile.columns + 8) <= localMemory)
      }
    }
  }

  private func tile(of plan: DirectConv2DPlan) -> GroupTile? {
    switch plan {
    case .group(let tile), .subpixelGroup(let tile): tile
    case .outputVectors, .subpixels, .patches, .inputVectors: nil
    }
  }

  /// Large tiles read less; small ones keep all units of a device at work.
  @Test func groupTilesAreAsLargeAsTheWorkAllows() {
    let device = DevicePlan(
      family: .gpu, vectorWidth: 1, computeUnits: 132, groupSize: 256, localMemory: 48 << 10)
    func results(_ rows: Int, _ columns: Int, batch: Int = 1) -> Int {
      let plan = MatMulPlan(
        device, MatMulShape(rows: rows, columns: columns, depth: 512, batch: batch))
      guard case .group(let tile) = plan.method else { return 0 }
      return tile.rows * tile.columns
    }
    #expect(results(4096, 4096) == 128 * 128)
    #expect(results(512, 512, batch: 36) == 64 * 64)
    #expect(results(64, 64) == 32 * 32)
  }

  /// Few results of a long sum keep a device at work in parts.
  @Test func longSumsAreSplitWhereResultsAreFew() {
    let device = DevicePlan(
      family: .gpu, vectorWidth: 1, computeUnits: 132, groupSize: 256, localMemory: 48 << 10)
    func splits(_ rows: Int, _ columns: Int, depth: Int) -> Int {
      MatMulPlan(device, MatMulShape(rows: rows, columns: columns, depth: depth)).splits
    }
    #expect(splits(32, 4096, depth: 4096) >= 4)
    #expect(splits(16, 128, depth: 131_072) >= 16)
    #expect(splits(4096, 4096, depth: 4096) == 1)
    #expect(splits(32, 32, depth: 255) == 1)
  }

  /// As a plan may be that a run of another version kept.
  @Test func tilesThatWorkItemsCannotShareEquallyAreRefused() throws {
    let kept = #"{"rows": 64, "columns": 32, "depth": 16, "itemRows": 4, "itemColumns": 4}"#
    func decode(_ text: String) throws -> GroupTile {
      try JSONDecoder().decode(GroupTile.self, from: Data(text.utf8))
    }
    #expect(try decode(kept).depth == 16)
    for (from, to) in [("64", "60"), (": 16", ": 6"), (": 16", ": 0"), (": 4,", ": 2,")] {
      #expect(throws: DecodingError.self) { try decode(kept.replacing(from, with: to)) }
    }
  }

  @Test func phasesOfAStrideAreOneLaunchOnGPUsToo() {
    let device = DevicePlan(
      family: .gpu, vectorWidth: 1, computeUnits: 132, groupSize: 256, convolution: .direct)
    let shape = Conv2DShape(
      input: (16, 512, 128, 1), outChannels: 64, kernel: (8, 8), stride: (4, 4), padding: (2, 2))
    guard case .direct(.subpixelGroup) = Conv2DPlan(device, .dataGradient(shape)) else {
      Issue.record("a launch a phase")
      return
    }
  }

  @Test func aPlanFromBeforeWinogradGoesOnDirectly() throws {
    let kept = #"{"family": "cpu", "vectorWidth": 8, "computeUnits": 4, "groupSize": 64}"#
    let plan = try JSONDecoder().decode(DevicePlan.self, from: Data(kept.utf8))
    #expect(plan.convolution == .direct && plan.vectorWidth == 8)
  }

  @Test func fewRowsLeaveTheWeightsWhereTheyLie() {
    let device = DevicePlan(family: .cpu, vectorWidth: 16, computeUnits: 2, groupSize: 256)
    let shape = MatMulShape(rows: 32, columns: 4096, depth: 8192, transposedB: true)
    guard case .narrow(_, let turned) = MatMulPlan(device, shape).method else {
      Issue.record("the weights are packed or copied")
      return
    }
    #expect(turned)
  }
}
