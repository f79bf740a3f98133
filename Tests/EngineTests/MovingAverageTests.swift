import Engine
import Kernels
import TestSupport
import Testing

struct MovingAverageTests {
  /// The weights 0, 1, 2 … of a layer, and the mean that follows them.
  @Test(arguments: [Float(0), 0.5])
  func followsByItsDecay(decay: Float) throws {
    let kernels = try testKernels()
    let random = PhiloxSource(seed: 1, on: kernels)
    let (trained, mean) = (
      try Linear(2, 1, random), MovingAverage(in: try Linear(2, 1, random), decay: decay)
    )
    for parameter in mean.network.parameters {
      try parameter.update(Tensor(repeating: 5, parameter.shape, on: kernels))
    }
    var expected: Float = 5
    for step in 0..<12 {
      for parameter in trained.parameters {
        try parameter.update(Tensor(repeating: Float(step), parameter.shape, on: kernels))
      }
      try mean.update(from: trained)
      let kept = min(decay, Float(1 + step) / Float(10 + step))
      expected = kept * expected + (1 - kept) * Float(step)
    }
    let values = try mean.network.parameters.flatMap { try $0.value.values() }
    #expect(values.count == 3 && values.allSatisfy { abs($0 - expected) < 1e-5 })
    // An optimiser that has all of a module's parameters must not move them; a checkpoint keeps them.
    #expect(mean.state.map(\.name) == ["updates", "mean.weight", "mean.bias"])
  }
}
