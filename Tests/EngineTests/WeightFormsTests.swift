import Engine
import Kernels
import OpenCL
import TestSupport
import Testing

/// What kernels for GPUs make of weights is kept for as long as these are the same.
@Suite struct WeightFormsTests {
  private let kernels: Kernels
  private let random: NoRandomness

  init() throws {
    // Winograd's algorithm wherever it goes, beside packed weights.
    var plan = DevicePlan(family: .gpu, vectorWidth: 1, computeUnits: 2, groupSize: 64)
    plan.convolution = .winograd
    kernels = Kernels(try testKernels().queue, plan: plan)
    random = NoRandomness(kernels)
  }

  private func parameter(_ shape: Shape, _ seed: Int, on kernels: Kernels? = nil) throws
    -> Parameter
  {
    let values = (0..<shape.count).map { Float(($0 * 31 + seed) % 23) / 23 - 0.5 }
    return Parameter(try Tensor(values, shape, on: kernels ?? self.kernels))
  }

  @Test func formsFollowTheirWeights() throws {
    // 3 × 3 and 4 × 4 of stride 2 by Winograd's algorithm, and 1 × 1 directly.
    let weights = [
      try parameter([5, 3, 3, 3], 1), try parameter([4, 5, 4, 4], 2),
      try parameter([3, 4, 1, 1], 3),
    ]
    let x = try parameter([2, 8, 8, 3], 4).value
    func output(_ weights: [Tensor]) throws -> Tensor {
      let first = try conv2D(x, weight: weights[0], padding: (1, 1))
      let second = try conv2D(first, weight: weights[1], stride: (2, 2), padding: (1, 1))
      return try conv2D(second, weight: weights[2])
    }
    func gradients(_ weights: [Parameter]) throws -> Gradients {
      let y = try output(weights.map { $0(.training(random)) })
      return try (y * y).sum().gradients(of: weights)
    }
    let adam = try Adam(weights, AdamSettings(learningRate: 0.1))
    for _ in 0..<3 {
      try adam.step(gradients(weights))
      let found = try gradients(weights).values.map { try $0.values() }
      // The same weights without any forms.
      let anew = try weights.map { Parameter(try Tensor($0.value.values(), $0.shape, on: kernels)) }
      #expect(try gradients(anew).values.map { try $0.values() } == found)
    }
  }

  @Test func aTensorThatIsHeldKeepsItsForms() throws {
    let weight = try parameter([5, 3, 3, 3], 1)
    let x = try parameter([2, 8, 8, 3], 4).value
    let held = weight.value
    let before = try conv2D(x, weight: held, padding: (1, 1)).values()
    let adam = try Adam([weight], AdamSettings(learningRate: 0.1))
    for _ in 0..<2 {
      let y = try conv2D(x, weight: weight(.training(random)), padding: (1, 1))
      try adam.step(y.sum().gradients(of: [weight]))
    }
    #expect(try conv2D(x, weight: held, padding: (1, 1)).values() == before)
    #expect(try conv2D(x, weight: weight.value, padding: (1, 1)).values() != before)
  }

  /// Those of several weights in one launch, and only those that are used.
  @Test func usedFormsAreMadeAnewTogether() throws {
    let recording = Recording()
    let device = try #require(KnownDevice.all.first)
    let kernels = Kernels(Queue(noting: recording, for: device.facts))
    let weights = [
      try parameter([5, 3, 3, 3], 1, on: kernels), try parameter([4, 5, 3, 3], 2, on: kernels),
    ]
    let x = try parameter([2, 8, 8, 3], 4, on: kernels).value
    let adam = try Adam(weights, AdamSettings(learningRate: 0.1))
    let phase = Phase.training(NoRandomness(kernels))
    /// The launches that made forms in a step that convolves with so many of the weights.
    func launches(convolving count: Int) throws -> Int {
      var y = x
      for weight in weights[..<count] { y = try conv2D(y, weight: weight(phase), padding: (1, 1)) }
      var sum = try y.sum()
      for weight in weights[count...] { sum = try sum + weight(phase).sum() }
      try adam.step(sum.gradients(of: weights))
      return recording.take().launches.count { $0.kernel.name == "conv2d_pack_group" }
    }
    // Each when it is first asked for: both forward, the second one backward.
    #expect(try launches(convolving: 2) == 3 + 1)
    #expect(try launches(convolving: 2) == 1)
    #expect(try launches(convolving: 1) == 1)
    // The second one's were not used, and are forgotten.
    #expect(try launches(convolving: 2) == 2 + 1)
  }
}
