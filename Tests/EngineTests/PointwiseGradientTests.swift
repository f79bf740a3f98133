import Engine
import Kernels
import TestSupport
import Testing

@Suite struct PointwiseGradientTests {
  @Test(arguments: [
    Activation.relu, .leakyRelu(slope: 0.2), .tanh, .sigmoid, .softplus,
  ])
  func activations(f: Activation) throws {
    let differences = FiniteDifferences(on: try testKernels())
    let values: [Float] = [-3, -1, -0.5, 0.25, 0.5, 1, 2.5]
    let complaints = try differences.disagreements([([7], values)]) {
      (inputs) throws(EngineError) in try activation(f, inputs[0])
    }
    #expect(complaints == [])
  }

  @Test func arithmetic() throws {
    let differences = FiniteDifferences(on: try testKernels())
    let complaints = try differences.disagreements([([3], [1, -2, 0.5]), ([3], [0.3, 4, -1])]) {
      (inputs) throws(EngineError) in
      try -(inputs[0] * inputs[1]) - 0.5 * inputs[1] + inputs[0]
    }
    #expect(complaints == [])
  }
}
