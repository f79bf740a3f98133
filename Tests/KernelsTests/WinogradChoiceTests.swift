import KernelCases
import OpenCL
import Testing

@testable import Kernels

/// Winograd's algorithm is taken where the cost model has it quicker than the sum, on devices of very different
/// memories.
@Suite struct WinogradChoiceTests {
  /// VGG19's 3 × 3 and the augmentor's 4 × 4 with stride 2.
  private static let shapes =
    [
      (128, 64, 64), (64, 64, 128), (64, 128, 128), (32, 128, 256), (32, 256, 256), (16, 256, 512),
      (16, 512, 512), (8, 512, 512),
    ].map { side, channels, outputs in
      Conv2DShape(
        input: (32, side, side, channels), outChannels: outputs, kernel: (3, 3), padding: (1, 1))
    }
    + [(256, 64, 32, 64), (128, 32, 64, 128), (64, 16, 128, 256), (128, 32, 32, 64)].map {
      (height, width, channels, outputs) in
      Conv2DShape(
        input: (32, height, width, channels), outChannels: outputs, kernel: (4, 4), stride: (2, 2),
        padding: (1, 1))
    }

  /// Seconds of a forward pass by a plan.
  private func seconds(_ device: KnownDevice, _ shape: Conv2DShape, _ plan: Conv2DPlan) throws
    -> Double
  {
    let recording = Recording()
    let kernels = Kernels(Queue(noting: recording, for: device.facts))
    try kernels.conv2d(
      kernels.floats(shape.inputCount), weight: kernels.floats(shape.weightCount), shape,
      into: kernels.floats(shape.outputCount), plan: plan)
    let model = CostModel(device.facts, family: .gpu, ceilings: device.ceilings)
    return StepProjection(of: recording.take(), by: model).seconds
  }

  @Test(arguments: KnownDevice.all)
  func theRuleTakesWhatCostsLess(device: KnownDevice) throws {
    var (taken, best) = (0.0, 0.0)
    let rules = DevicePlan(device.facts)
    let asked = DevicePlan(device.facts, convolution: .winograd)
    for shape in Self.shapes {
      let pass = Conv2DPass.forward(shape)
      let ways = try [
        seconds(device, shape, .direct(DirectConv2DPlan(rules, pass))),
        seconds(device, shape, Conv2DPlan(asked, pass)),
      ]
      taken += try seconds(device, shape, Conv2DPlan(rules, pass))
      best += try #require(ways.min())
    }
    #expect(taken <= 1.1 * best, "\(taken / best)")
  }

  /// Four times an H100's arithmetic for a byte: transforms of 64 channels cost more than they save.
  @Test func littleBandwidthMakesItDirect() throws {
    func isDirect(on name: String) throws -> Bool {
      let device = try #require(KnownDevice.named(name))
      let plan = Conv2DPlan(DevicePlan(device.facts), .forward(Self.shapes[0]))
      if case .direct = plan { return true }
      return false
    }
    #expect(try isDirect(on: "rtx-4090") && !isDirect(on: "h100") && !isDirect(on: "a100"))
  }
}
