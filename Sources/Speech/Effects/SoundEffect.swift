public import Random

/// A change of a recording's sound that keeps what is said and how: what noise around it, a louder or
/// faster speaker, or another room would have made of it.
public protocol SoundEffect: Sendable {
  /// The same recording as it might have sounded; what the effect leaves open is drawn.
  ///
  /// - Returns: a signal of the same sample rate. Its samples may go beyond 1 and are not cut, for no file
  ///   is made of them.
  /// - Throws: `ResamplingFailure` where it is to be faster or slower and cannot be.
  func callAsFunction(
    _ signal: Signal, using generator: inout SeededGenerator
  ) throws(ResamplingFailure) -> Signal
}
