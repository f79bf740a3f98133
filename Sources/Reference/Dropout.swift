/// Inverted dropout: kept elements are divided by the probability of being kept.
public enum DropoutReference {
  /// - Parameter mask: 1 where an element is kept, 0 where it is dropped.
  public static func forward(x: [Double], mask: [Double], rate: Double) -> [Double] {
    zip(x, mask).map { $0 * $1 / (1 - rate) }
  }

  public static func gradient(gradY: [Double], mask: [Double], rate: Double) -> [Double] {
    forward(x: gradY, mask: mask, rate: rate)
  }

  /// The mask that a seed and a stream of random numbers give: an element is kept where its uniform
  /// number is at least the rate.
  public static func mask(
    samples: Int, size: Int, rate: Double, seed: UInt64, stream: UInt64
  ) -> [Double] {
    PhiloxReference.uniforms(samples: samples, size: size, seed: seed, stream: stream)
      .map { $0 >= rate ? 1 : 0 }
  }
}
