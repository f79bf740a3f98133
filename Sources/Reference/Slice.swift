/// A range of an array along an axis.
public enum SliceReference {
  /// - Parameter x: (outer, length, inner): the axes before, at and after the axis.
  public static func forward(
    x: [Double], length: Int, range: Range<Int>, outer: Int, inner: Int
  ) -> [Double] {
    (0..<outer).flatMap { o in
      x[(o * length + range.lowerBound) * inner..<(o * length + range.upperBound) * inner]
    }
  }

  /// Zero outside the range.
  public static func gradient(
    gradY: [Double], length: Int, range: Range<Int>, outer: Int, inner: Int
  ) -> [Double] {
    var gradX = [Double](repeating: 0, count: outer * length * inner)
    for o in 0..<outer {
      for i in 0..<range.count * inner {
        gradX[(o * length + range.lowerBound) * inner + i] = gradY[o * range.count * inner + i]
      }
    }
    return gradX
  }
}
