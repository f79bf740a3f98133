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
    ])
  func otherDevicesAgree(plan: DevicePlan) throws {
    let kernels = Kernels(try testKernels().queue, plan: plan)
    for test in Conv2DCases.checks + ConvTranspose2DCases.checks + MatMulCases.checks {
      let check = try KernelCheck(test, on: kernels)
      #expect(check.agrees, "\(test.name), \(check.worst) off by \(check.error ?? .nan)")
    }
  }

  @Test func narrowOutputsRunAlongTheInputs() {
    let device = DevicePlan(family: .cpu, vectorWidth: 16, computeUnits: 2, groupSize: 256)
    let one = DirectConv2DPlan(device, pixels: 1000, channels: 64, outChannels: 1)
    let many = DirectConv2DPlan(device, pixels: 1000, channels: 64, outChannels: 64)
    #expect(one == .inputVectors(pixels: 8, vectorWidth: 16))
    #expect(many == .outputVectors(RegisterTile(rows: 6, vectors: 4, vectorWidth: 16)))
  }

  @Test func winogradIsChosenWhereItPays() {
    func isWinograd(
      _ input: (Int, Int, Int, Int), to outputs: Int, kernel: Int = 3,
      _ asked: DevicePlan.Convolution = .automatic
    ) -> Bool {
      let device = DevicePlan(
        family: .cpu, vectorWidth: 16, computeUnits: 2, groupSize: 256, convolution: asked)
      let shape = Conv2DShape(
        input: input, outChannels: outputs, kernel: (kernel, kernel), padding: (1, 1))
      if case .winograd = Conv2DPlan(device, shape) { return true }
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
