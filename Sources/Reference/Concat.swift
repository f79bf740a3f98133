/// Arrays put one after another along an axis.
public enum ConcatReference {
  /// - Parameters:
  ///   - parts: each (outer, its own length, inner): the axes before, at and after the axis.
  ///   - lengths: the length of each part along the axis.
  public static func forward(
    parts: [[Double]], lengths: [Int], outer: Int, inner: Int
  ) -> [Double] {
    var y: [Double] = []
    for o in 0..<outer {
      for (part, length) in zip(parts, lengths) {
        y += part[o * length * inner..<(o + 1) * length * inner]
      }
    }
    return y
  }

  /// The gradient of each part.
  public static func gradient(
    gradY: [Double], lengths: [Int], outer: Int, inner: Int
  ) -> [[Double]] {
    var start = 0
    let total = lengths.reduce(0, +)
    return lengths.map { length in
      defer { start += length }
      return SliceReference.forward(
        x: gradY, length: total, range: start..<start + length, outer: outer, inner: inner)
    }
  }
}
