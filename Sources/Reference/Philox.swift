import Foundation

/// The counter-based random numbers Philox4x32-10 (Salmon et al. 2011, "Parallel random numbers: as
/// easy as 1, 2, 3").
///
/// A seed is the key and a stream the upper half of the counter. The lower half is a block and a sample's
/// place in its batch: block i of a sample gives its numbers 4i to 4i + 3.
public enum PhiloxReference {
  /// Four random words for a counter of four words and a key of two.
  public static func block(counter: [UInt32], key: [UInt32]) -> [UInt32] {
    var c = counter
    var k = key
    for _ in 0..<10 {
      let a = UInt64(c[0]) * 0xD251_1F53
      let b = UInt64(c[2]) * 0xCD9E_8D57
      c = [
        UInt32(b >> 32) ^ c[1] ^ k[0], UInt32(truncatingIfNeeded: b),
        UInt32(a >> 32) ^ c[3] ^ k[1], UInt32(truncatingIfNeeded: a),
      ]
      k = [k[0] &+ 0x9E37_79B9, k[1] &+ 0xBB67_AE85]
    }
    return c
  }

  /// The words of a stream for samples of so many elements, one sample after the other.
  public static func words(samples: Int, size: Int, seed: UInt64, stream: UInt64) -> [UInt32] {
    let key = halves(seed)
    return (0..<samples).flatMap { place in
      (0..<(size + 3) / 4).flatMap { i in
        block(counter: [UInt32(i), UInt32(place)] + halves(stream), key: key)
      }.prefix(size)
    }
  }

  /// Uniform numbers in [0, 1): the upper 24 bits of a word, over 2^24.
  public static func uniforms(
    samples: Int, size: Int, seed: UInt64, stream: UInt64
  ) -> [Double] {
    words(samples: samples, size: size, seed: seed, stream: stream)
      .map { Double($0 >> 8) / 16_777_216 }
  }

  /// Standard normal numbers by Box and Muller's method: the words of a block in two pairs, each of
  /// which gives a cosine and a sine; the radius takes 1 - u, which is never 0.
  public static func normals(
    samples: Int, size: Int, seed: UInt64, stream: UInt64
  ) -> [Double] {
    let whole = (size + 3) / 4 * 4
    let u = uniforms(samples: samples, size: whole, seed: seed, stream: stream)
    return (0..<samples).flatMap { sample in
      stride(from: sample * whole, to: (sample + 1) * whole, by: 2).flatMap { i in
        let radius = (-2 * log(1 - u[i])).squareRoot()
        let angle = 2 * Double.pi * u[i + 1]
        return [radius * cos(angle), radius * sin(angle)]
      }.prefix(size)
    }
  }

  private static func halves(_ value: UInt64) -> [UInt32] {
    [UInt32(truncatingIfNeeded: value), UInt32(truncatingIfNeeded: value >> 32)]
  }
}
