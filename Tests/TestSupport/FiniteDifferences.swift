public import Engine
import Foundation
public import Kernels

/// Whether the engine's gradients of a function agree with central differences.
///
/// The function may give any shape: its elements are weighted by fixed numbers and summed in double
/// precision, so that single precision on the device is the only error.
public struct FiniteDifferences {
  private let kernels: Kernels
  /// The step of the difference: large enough for single precision.
  private let step: Float
  /// The largest error allowed, relative to the largest gradient.
  private let tolerance: Double

  public init(on kernels: Kernels, step: Float = 1e-2, tolerance: Double = 5e-3) {
    self.kernels = kernels
    self.step = step
    self.tolerance = tolerance
  }

  /// The inputs (by position) whose gradients disagree, with both gradients; empty where all is well.
  public func disagreements(
    _ inputs: [(shape: Shape, values: [Float])],
    _ function: ([Tensor]) throws(EngineError) -> Tensor
  ) throws(EngineError) -> [String] {
    var parameters: [Parameter] = []
    for input in inputs {
      parameters.append(Parameter(try Tensor(input.values, input.shape, on: kernels)))
    }
    let source = NoRandomness(kernels)
    let output = try function(parameters.map { $0(.training(source)) })
    let weights = (0..<output.shape.count).map { Float(sin(1.3 * Double($0) + 0.7)) }
    let upstream = try Tensor(weights, output.shape, on: kernels)
    let gradients = try output.gradients(of: parameters, upstream: upstream)

    var complaints: [String] = []
    for (index, input) in inputs.enumerated() {
      let found = try gradients.values[index].values()
      var expected: [Double] = []
      for element in input.values.indices {
        var sides: [Double] = []
        for sign: Float in [1, -1] {
          var shifted = input.values
          shifted[element] += sign * step
          var values = parameters.map(\.value)
          values[index] = try Tensor(shifted, input.shape, on: kernels)
          let result = try function(values).values()
          sides.append(zip(result, weights).reduce(0) { $0 + Double($1.0) * Double($1.1) })
        }
        let width = Double(input.values[element] + step) - Double(input.values[element] - step)
        expected.append((sides[0] - sides[1]) / width)
      }
      let scale = expected.reduce(1e-3) { max($0, abs($1)) }
      let error = zip(found, expected).reduce(0) { max($0, abs(Double($1.0) - $1.1)) }
      if !(error <= tolerance * scale) {
        complaints.append("input \(index): off by \(error / scale), \(found) not \(expected)")
      }
    }
    return complaints
  }
}

/// A source for functions that must not draw: it gives the mean instead of a sample.
public final class NoRandomness: RandomSource {
  public let kernels: Kernels

  public init(_ kernels: Kernels) { self.kernels = kernels }

  public func dropout(_ x: Tensor, probability: Float) throws(EngineError) -> Tensor { x }

  public func normal(_ shape: Shape, deviation: Float) throws(EngineError) -> Tensor {
    try Tensor(repeating: 0, shape, on: kernels)
  }

  public func uniform(_ shape: Shape, in range: ClosedRange<Float>) throws(EngineError) -> Tensor {
    try Tensor(repeating: (range.lowerBound + range.upperBound) / 2, shape, on: kernels)
  }
}
