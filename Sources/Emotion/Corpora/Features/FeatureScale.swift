public import Classical

/// An affine scale for each feature: what is subtracted, what the rest is divided by, and whether
/// the result is kept within 0...1.
///
/// A feature that counts as constant is 0 on it, whatever it is elsewhere: nothing was learnt of it.
public struct FeatureScale: Sendable, Equatable, Codable {
  public let offset: [Float]
  /// Above 0; 0 for a feature that counts as constant.
  public let span: [Float]
  /// Whether values beyond 0...1 become 0 or 1.
  public let isClipped: Bool

  /// By the extremes of each feature, to 0...1.
  public static func minMax(of matrix: SampleMatrix) -> FeatureScale {
    var least = Array(matrix[0])
    var most = least
    for row in 1..<max(1, matrix.rows) {
      for (column, value) in matrix[row].enumerated() {
        least[column] = min(least[column], value)
        most[column] = max(most[column], value)
      }
    }
    return FeatureScale(
      offset: least,
      span: zip(least, most).map { span(Double($1) - Double($0), of: [$0, $1]) }, isClipped: true)
  }

  /// By the mean and the deviation of each feature, summed in double precision.
  public static func zNorm(of matrix: SampleMatrix) -> FeatureScale {
    let count = Double(max(1, matrix.rows))
    var means = [Double](repeating: 0, count: matrix.columns)
    for row in 0..<matrix.rows {
      for (column, value) in matrix[row].enumerated() { means[column] += Double(value) / count }
    }
    var squares = [Double](repeating: 0, count: matrix.columns)
    var largest = [Float](repeating: 0, count: matrix.columns)
    for row in 0..<matrix.rows {
      for (column, value) in matrix[row].enumerated() {
        squares[column] += (Double(value) - means[column]) * (Double(value) - means[column])
        largest[column] = max(largest[column], abs(value))
      }
    }
    return FeatureScale(
      offset: means.map { Float($0) },
      span: zip(squares, largest).map { span(($0 / count).squareRoot(), of: [$1]) },
      isClipped: false)
  }

  /// Features on this scale.
  public func callAsFunction(_ matrix: SampleMatrix) -> SampleMatrix {
    matrix.map { column, value in
      if span[column] == 0 { return 0 }
      let scaled = (value - offset[column]) / span[column]
      return isClipped ? min(max(scaled, 0), 1) : scaled
    }
  }

  /// How many features count as constant.
  public var constants: Int { span.count { $0 == 0 } }

  /// Scaled features as they were; those that count as constant as they were on average, or at least.
  public func inverse(_ matrix: SampleMatrix) -> SampleMatrix {
    matrix.map { column, value in value * span[column] + offset[column] }
  }

  /// What a feature is divided by whose numbers are spread so far.
  private static func span(_ spread: Double, of numbers: [Float]) -> Float {
    let largest = numbers.reduce(0) { max($0, abs(Double($1))) }
    return countsAsConstant(spread: spread, largest: largest) ? 0 : Float(spread)
  }
}

extension FeatureScale {
  /// What is wrong with it for so many features, as a clause; nil where nothing is.
  func problem(features count: Int) -> String? {
    guard offset.count == count, span.count == count else {
      return "scale is of \(offset.count) and \(span.count) features where \(count) are named"
    }
    if let index = offset.firstIndex(where: { !$0.isFinite }) {
      return "scale.offset of feature \(index + 1) is \(offset[index]) where a finite number is "
        + "expected"
    }
    if let index = span.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
      return "scale.span of feature \(index + 1) is \(span[index]) where 0 or a number above it is "
        + "expected"
    }
    return nil
  }
}

extension SampleMatrix {
  fileprivate func map(_ change: (_ column: Int, Float) -> Float) -> SampleMatrix {
    var changed = self
    for row in 0..<rows {
      for column in 0..<columns {
        changed.values[row * columns + column] = change(column, values[row * columns + column])
      }
    }
    return changed
  }
}
