public import Kernels

/// Where randomness comes from: a seeded generator in training, given numbers in a test.
public protocol RandomSource: AnyObject {
  /// The device that the numbers are made on.
  var kernels: Kernels { get }

  /// Zeros some elements with this probability and scales the others by 1 / (1 - probability).
  func dropout(_ x: Tensor, probability: Float) throws(EngineError) -> Tensor

  /// Standard normal numbers.
  func normal(_ shape: Shape) throws(EngineError) -> Tensor

  /// Uniform numbers in `range`.
  func uniform(_ shape: Shape, in range: ClosedRange<Float>) throws(EngineError) -> Tensor
}
