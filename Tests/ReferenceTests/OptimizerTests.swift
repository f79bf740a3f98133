import Reference
import Testing

@Suite struct OptimizerTests {
  /// With bias correction the first step is lr · sign(g), whatever the gradient's size.
  @Test func theFirstStepOfAdam() {
    var adam = AdamReference(parameters: [1, 1, 1])
    adam.step(gradient: [3, -2e-3, 0], learningRate: 0.1)
    expectEqual(adam.parameters, [0.9, 1.1, 1], within: 1e-6)
    expectEqual(adam.firstMoment, [0.3, -2e-4, 0], within: 1e-15)
    expectEqual(adam.secondMoment, [9e-3, 4e-9, 0], within: 1e-15)
  }

  @Test func weightDecayIsDecoupled() {
    var adam = AdamReference(parameters: [2])
    adam.step(gradient: [0], learningRate: 0.1, weightDecay: 0.01)
    #expect(adam.parameters == [2 * (1 - 0.1 * 0.01)])
  }

  @Test func clipping() {
    let clipped = GradientClippingReference.clip(gradients: [[3], [4, 0]], maximumNorm: 1)
    #expect(clipped.norm == 5)
    expectEqual(clipped.gradients.flatMap(\.self), [0.6, 0.8, 0], within: 1e-6)
    let free = GradientClippingReference.clip(gradients: [[3], [4]], maximumNorm: 6)
    #expect(free.gradients == [[3], [4]])
  }
}
