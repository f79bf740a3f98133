public import Classical

/// An affine scale for each feature: what is subtracted, what the rest is divided by, and whether
/// the result is kept within 0...1.
public struct FeatureScale: Sendable, Equatable, Codable {
  public let offset: [Float]
  /// Above 0.
  public let span: [Float]
  /// Whether values beyond 0...1 become 0 or 1.
  public let isClipped: Bool

  /// By the extremes of each feature, to 0...1. A feature that never changes becomes 0.
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
      offset: least, span: zip(least, most).map { positive($1 - $0) }, isClipped: true)
  }

  /// By the mean and the deviation of each feature, summed in double precision.
  public static func zNorm(of matrix: SampleMatrix) -> FeatureScale {
    let count = Double(max(1, matrix.rows))
    var means = [Double](repeating: 0, count: matrix.columns)
    for row in 0..<matrix.rows {
      for (column, value) in matrix[row].enumerated() { means[column] += Double(value) / count }
    }
    var squares = [Double](repeating: 0, count: matrix.columns)
    for row in 0..<matrix.rows {
      for (column, value) in matrix[row].enumerated() {
        squares[column] += (Double(value) - means[column]) * (Double(value) - means[column])
      }
    }
    return FeatureScale(
      offset: means.map { Float($0) },
      span: squares.map { positive(Float(($0 / count).squareRoot())) }, isClipped: false)
  }

  /// Features on this scale.
  public func callAsFunction(_ matrix: SampleMatrix) -> SampleMatrix {
    matrix.map { column, value in
      let scaled = (value - offset[column]) / span[column]
      return isClipped ? min(max(scaled, 0), 1) : scaled
    }
  }

  /// Scaled features as they were.
  public func inverse(_ matrix: SampleMatrix) -> SampleMatrix {
    matrix.map { column, value in value * span[column] + offset[column] }
  }

  private static func positive(_ span: Float) -> Float { span > 0 ? span : 1 }
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
    if let index = span.firstIndex(where: { !($0 > 0 && $0.isFinite) }) {
      return
        "scale.span of feature \(index + 1) is \(span[index]) where a number above 0 is expected"
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
