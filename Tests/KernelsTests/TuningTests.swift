import Foundation
import KernelCases
import Kernels
import OpenCL
import TestSupport
import Testing

/// Plans that tuning finds, and what decides between plans.
@Suite struct TuningTests {
  /// Weights of 3 × 3 at every pixel: direct sums and Winograd's algorithm both take it.
  private let shape = Conv2DShape(
    input: (2, 9, 10, 20), outChannels: 36, kernel: (3, 3), padding: (1, 1))

  private func run(
    _ plan: Conv2DPlan? = nil, tuned: TunedPlans = TunedPlans(),
    convolution: DevicePlan.Convolution = .automatic
  ) throws -> [String] {
    let device = try Device.choose()
    let kernels = Kernels(
      try Queue(device, profiling: true),
      plan: DevicePlan(device.facts, forced: .cpu, convolution: convolution, tuned: tuned))
    let x = try kernels.queue.makeBuffer([Float](repeating: 1, count: shape.inputCount))
    let weight = try kernels.queue.makeBuffer([Float](repeating: 1, count: shape.weightCount))
    let y = try kernels.floats(shape.outputCount)
    try kernels.conv2d(x, weight: weight, shape, into: y, plan: plan)
    try kernels.queue.finish()
    return kernels.queue.profile?.take().map(\.launches.kernel) ?? []
  }

  @Test func theCallersPlanGoesBeforeTheTunedOneAndThatBeforeTheRule() throws {
    let device = DevicePlan(try Device.choose().facts, forced: .cpu)
    let narrow = Conv2DPlan.direct(
      .inputVectors(pixels: 8, vectorWidth: device.vectorWidth))
    let winograd = try #require(
      Conv2DPlan.starts(device, .forward(shape)).first {
        if case .winograd = $0 { true } else { false }
      })
    var tuned = TunedPlans()
    tuned.convolutions[.forward(shape)] = winograd
    #expect(try run().contains("conv2d"))
    #expect(try run(tuned: tuned).contains { $0.hasPrefix("winograd") })
    #expect(try run(narrow, tuned: tuned).contains("conv2d_narrow"))
    #expect(try run(tuned: tuned, convolution: .direct).contains("conv2d"))
  }

  @Test func aDevicePlanKeepsWhatWasTuned() throws {
    let device = DevicePlan(try Device.choose().facts)
    var tuned = TunedPlans()
    for (number, rows) in [3, 1, 2].enumerated() {
      let product = MatMulShape(rows: rows, columns: 5, depth: 7)
      tuned.products[product] = MatMulPlan(device, product)
      #expect(tuned.count == number + 1)
    }
    tuned.convolutions[.dataGradient(shape)] = Conv2DPlan(device, .dataGradient(shape))
    tuned.weightGradients[shape] = Conv2DWeightGradientPlan(device, shape)
    let plan = DevicePlan(try Device.choose().facts, tuned: tuned)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let bytes = try encoder.encode(plan)
    let read = try JSONDecoder().decode(DevicePlan.self, from: bytes)
    #expect(read == plan)
    #expect(try encoder.encode(read) == bytes)
  }

  @Test(arguments: DevicePlan.Family.allCases)
  func everyPlanOnTheWayAgreesWithTheRules(family: DevicePlan.Family) throws {
    let kernels = try testKernels(family: family)
    try expectAgreement(Conv2DPlan.self, .forward(shape), kernels)
    try expectAgreement(Conv2DWeightGradientPlan.self, shape, kernels)
  }

  private func expectAgreement<Plan: MeasurablePlan>(
    _ type: Plan.Type, _ work: Plan.Work, _ kernels: Kernels
  ) throws {
    let tuner = Tuner(kernels.queue, plan: kernels.plan, seconds: 0.01)
    let (rule, starts) = (Plan(kernels.plan, work), Plan.starts(kernels.plan, work))
    #expect(starts.count > 1)
    for plan in starts
      + [rule, starts[starts.count - 1]].flatMap({
        $0.neighbours(kernels.plan, work)
      })
    {
      #expect(try tuner.agrees(plan, with: rule, on: work), "\(plan)")
    }
  }

  @Test func aSearchEndsWithAPlanThatIsNotSlower() throws {
    let kernels = try testKernels(family: .cpu)
    let tuner = Tuner(kernels.queue, plan: kernels.plan, seconds: 0.01)
    let outcome: TuningOutcome<Conv2DPlan> = try tuner.search(.forward(shape))
    #expect(outcome.before > 0 && outcome.after > 0)
    #expect(outcome.winner == nil || outcome.after < outcome.before)
  }
}
