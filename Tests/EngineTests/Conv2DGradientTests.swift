import Engine
import Kernels
import TestSupport
import Testing

/// Gradients of convolutions and products against differences; values are the kernels' tests' affair.
@Suite struct Conv2DGradientTests {
  private let kernels: Kernels

  init() throws { kernels = try testKernels() }

  private func input(_ shape: Shape, _ seed: Int) -> (shape: Shape, values: [Float]) {
    (shape, (0..<shape.count).map { Float(($0 * 31 + seed * 17) % 23) / 12 - 0.9 })
  }

  /// Functions without a kink, since differences are wrong at one.
  @Test(arguments: [Activation.identity, .tanh])
  func convolution(activation: Activation) throws {
    let complaints = try FiniteDifferences(on: kernels).disagreements(
      [input([2, 5, 4, 3], 1), input([4, 3, 3, 2], 2), input([4], 3)]
    ) { (inputs) throws(EngineError) in
      try conv2D(
        inputs[0], weight: inputs[1], bias: inputs[2], stride: (2, 1), padding: (1, 1),
        activation: activation)
    }
    #expect(complaints == [])
  }

  @Test(arguments: [Activation.identity, .sigmoid])
  func transposedConvolution(activation: Activation) throws {
    let complaints = try FiniteDifferences(on: kernels).disagreements(
      [input([2, 3, 2, 3], 1), input([3, 2, 4, 3], 2), input([2], 3)]
    ) { (inputs) throws(EngineError) in
      try convTranspose2D(
        inputs[0], weight: inputs[1], bias: inputs[2], stride: (2, 2), padding: (1, 0),
        outputPadding: (1, 0), activation: activation)
    }
    #expect(complaints == [])
  }

  @Test func aFusedActivationIsTheSameAsOneAfterwards() throws {
    let x = try Tensor(input([1, 6, 5, 2], 4).values, [1, 6, 5, 2], on: kernels)
    let w = Parameter(try Tensor(input([3, 2, 3, 3], 5).values, [3, 2, 3, 3], on: kernels))
    let phase = Phase.training(NoRandomness(kernels))
    let fused = try conv2D(x, weight: w(phase), activation: .leakyRelu(slope: 0.2))
    let after = try leakyRelu(conv2D(x, weight: w(phase)), slope: 0.2)
    #expect(try fused.values() == after.values())
    let one = try fused.sum().gradients(of: [w]).values[0].values()
    let two = try after.sum().gradients(of: [w]).values[0].values()
    #expect(one == two)
  }

  /// A convolution and a pooling pass gradients through the rectifier before them by themselves; a
  /// sum does not: all add up at the same place.
  @Test(arguments: [Activation.relu, .leakyRelu(slope: 0.2)])
  func gradientsPassARectifierOnce(_ rectifier: Activation) throws {
    let x = try Tensor(input([1, 6, 5, 2], 4).values, [1, 6, 5, 2], on: kernels)
    let w = Parameter(try Tensor(input([3, 2, 3, 3], 5).values, [3, 2, 3, 3], on: kernels))
    let v = try Tensor(input([2, 3, 3, 3], 6).values, [2, 3, 3, 3], on: kernels)
    let phase = Phase.training(NoRandomness(kernels))
    func gradient(isFused: Bool) throws -> [Float] {
      let z = try conv2D(
        x, weight: w(phase), padding: (1, 1), activation: isFused ? rectifier : .identity)
      let y = isFused ? z : try activation(rectifier, z)
      let sums = [
        try conv2D(y, weight: v, padding: (1, 1)).sum(),
        try maxPool2D(y, kernel: (2, 2)).sum(), try (y * y).sum(),
      ]
      return try ((sums[0] + sums[1]) + sums[2]).gradients(of: [w]).values[0].values()
    }
    let (fused, separate) = (try gradient(isFused: true), try gradient(isFused: false))
    #expect(zip(fused, separate).allSatisfy { abs($0 - $1) <= 1e-5 * (1 + abs($1)) })
    #expect(fused.contains { $0 != 0 })
  }

  @Test func shapesThatDoNotFitAreRefused() throws {
    let x = try Tensor(repeating: 1, [1, 4, 4, 2], on: kernels)
    let w = try Tensor(repeating: 1, [3, 2, 5, 5], on: kernels)
    #expect(throws: EngineError.self) { try conv2D(x, weight: w) }
    #expect(throws: EngineError.self) { try convTranspose2D(x, weight: w) }
    #expect(throws: EngineError.self) { try conv2D(x, weight: w, padding: (-1, 3)) }
  }
}
