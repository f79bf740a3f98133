import Foundation

/// Line spectral pairs of linear prediction of order 8, by a search of the roots of two Chebyshev
/// series (Kabal and Ramachandran 1986).
enum LineSpectralPairs {
  /// One of the two symmetric polynomials as a Chebyshev series of order 4.
  private typealias Series = (Float, Float, Float, Float, Float)

  /// The frequencies, ascending, in radians a sample; 0 for those that are not found.
  ///
  /// - Parameter a: the coefficients a_1 to a_8.
  static func frequencies(_ a: SIMD8<Float>) -> SIMD8<Float> {
    let series = (
      self.series { a[$0] + a[7 - $0] - $1 },
      self.series { a[$0] - a[7 - $0] + $1 }
    )
    var found: (roots: SIMD8<Float>, count: Int) = (SIMD8(), 0)
    // A finer search only where the coarse one misses a root.
    for step: Float in [0.2, 0.05] where found.count < 8 {
      found = roots(series, step: step)
    }
    var frequencies = SIMD8<Float>()
    for index in 0..<found.count { frequencies[index] = acos(found.roots[index]) }
    return frequencies
  }

  /// The series whose coefficients, all but the last, are twice those of a recursion that begins
  /// with 1.
  private static func series(_ next: (_ index: Int, _ before: Float) -> Float) -> Series {
    let first = next(0, 1)
    let second = next(1, first)
    let third = next(2, second)
    return (2, 2 * first, 2 * second, 2 * third, next(3, third))
  }

  /// The roots of both series in turn, from 1 downwards.
  private static func roots(
    _ series: (Series, Series), step: Float
  ) -> (roots: SIMD8<Float>, count: Int) {
    var roots = SIMD8<Float>()
    var left: Float = 1
    for index in 0..<8 {
      let current = index.isMultiple(of: 2) ? series.0 : series.1
      guard let root = nextRoot(of: current, below: left, step: step) else {
        return (roots, index)
      }
      roots[index] = root
      left = root
    }
    return (roots, 8)
  }

  private static func nextRoot(of series: Series, below start: Float, step: Float) -> Float? {
    var left = start
    var leftValue = value(of: series, at: left)
    while true {
      // Finer steps where roots lie closer: near the ends, and near zero.
      var distance = step * (1 - 0.9 * left * left)
      if abs(leftValue) < 0.2 { distance *= 0.5 }
      let right = left - distance
      guard right >= -1 else { return nil }
      let rightValue = value(of: series, at: right)
      if rightValue * leftValue < 0 {
        return bisect(series, between: left, leftValue, and: right)
      }
      left = right
      leftValue = rightValue
    }
  }

  private static func bisect(
    _ series: Series, between start: Float, _ startValue: Float, and end: Float
  ) -> Float {
    var (left, right, leftValue) = (start, end, startValue)
    var middle = start
    for _ in 0..<11 {
      middle = 0.5 * (left + right)
      let middleValue = value(of: series, at: middle)
      if middleValue * leftValue > 0 {
        left = middle
        leftValue = middleValue
      } else {
        right = middle
      }
    }
    return middle
  }

  /// Clenshaw's recurrence.
  private static func value(of c: Series, at x: Float) -> Float {
    var (b0, b1): (Float, Float) = (0, 0)
    (b0, b1) = (2 * x * b0 - b1 + c.0, b0)
    (b0, b1) = (2 * x * b0 - b1 + c.1, b0)
    (b0, b1) = (2 * x * b0 - b1 + c.2, b0)
    (b0, b1) = (2 * x * b0 - b1 + c.3, b0)
    return -b1 + x * b0 + c.4
  }
}
