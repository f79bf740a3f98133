import Engine
import Kernels
import TestSupport
import Testing

@Suite struct AdamTests {
  private let kernels: Kernels

  init() throws { kernels = try testKernels() }

  @Test func findsTheMinimumOfAParabola() throws {
    let x = Parameter(try Tensor([4, -3], [2], on: kernels))
    let target = try Tensor([1, 2], [2], on: kernels)
    let adam = try Adam([x], AdamSettings(learningRate: 0.1))
    for _ in 0..<300 {
      let loss = try meanSquaredError(x(.training(NoRandomness(kernels))), target)
      try adam.step(loss.gradients(of: [x]))
    }
    let found = try x.value.values()
    #expect(abs(found[0] - 1) < 1e-2 && abs(found[1] - 2) < 1e-2)
  }

  @Test func aTensorThatIsHeldKeepsItsElements() throws {
    let x = Parameter(try Tensor([4, -3], [2], on: kernels))
    let adam = try Adam([x], AdamSettings(learningRate: 0.1))
    let before = x.value
    for _ in 0..<2 {
      let loss = try x(.training(NoRandomness(kernels))).sum()
      try adam.step(loss.gradients(of: [x]))
    }
    #expect(try before.values() == [4, -3])
    #expect(try x.value.values() != [4, -3])
  }

  @Test func refusesTheGradientsOfOthers() throws {
    let (x, y) = (
      Parameter(try Tensor([4], [1], on: kernels)), Parameter(try Tensor([4], [1], on: kernels))
    )
    let adam = try Adam([x], AdamSettings(learningRate: 0.1))
    let loss = try y(.training(NoRandomness(kernels))).sum()
    let gradients = try loss.gradients(of: [y])
    #expect(throws: EngineError.self) { try adam.step(gradients) }
  }

  @Test func clippingBoundsTheCommonNorm() throws {
    let parameters = [
      Parameter(try Tensor([3], [1], on: kernels)), Parameter(try Tensor([4], [1], on: kernels)),
    ]
    let phase = Phase.training(NoRandomness(kernels))
    let loss =
      try (parameters[0](phase) * parameters[0](phase)).sum()
      + (parameters[1](phase) * parameters[1](phase)).sum()
    let clipped = try loss.gradients(of: parameters).clipped(toNorm: 5)
    #expect(abs(try clipped.values[0].value() - 3) < 1e-4)
    #expect(abs(try clipped.values[1].value() - 4) < 1e-4)
  }
}
