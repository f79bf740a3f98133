public import Kernels
public import Ranks

/// Where randomness comes from: a seeded generator in training, given numbers in a test.
public protocol RandomSource: AnyObject {
  /// The device that the numbers are made on.
  var kernels: Kernels { get }

  /// The samples that the numbers are for. A step that takes its numbers from here computes these alone.
  var share: BatchShare { get }

  /// Zeros some elements with this probability and scales the others by 1 / (1 - probability).
  ///
  /// - Throws: `EngineError.shape` where numbers are given, and not of x's shape; `.device` where memory
  ///   is short or the device fails.
  func dropout(_ x: Tensor, probability: Float) throws(EngineError) -> Tensor

  /// Normal numbers, N(0, deviation²).
  ///
  /// - Throws: as `dropout`.
  func normal(_ shape: Shape, deviation: Float) throws(EngineError) -> Tensor

  /// Uniform numbers in `range`.
  ///
  /// - Throws: as `dropout`.
  func uniform(_ shape: Shape, in range: ClosedRange<Float>) throws(EngineError) -> Tensor
}

extension RandomSource {
  public var share: BatchShare { .whole }

  /// Standard normal numbers.
  ///
  /// - Throws: as `dropout`.
  public func normal(_ shape: Shape) throws(EngineError) -> Tensor {
    try normal(shape, deviation: 1)
  }
}
