/// Where a figure lies that some numbers estimate.
public struct Interval: Sendable, Equatable, Codable {
  public let lower: Double
  public let upper: Double

  public init(lower: Double, upper: Double) {
    (self.lower, self.upper) = (lower, upper)
  }

  /// An estimate, and Student's t of its standard error to both sides.
  ///
  /// - Parameters:
  ///   - units: what the error was computed from, 2 or more.
  ///   - confidence: how often such intervals hold the figure.
  public init(
    around estimate: Double, standardError: Double, units: Int, confidence: Double = 0.95
  ) {
    self.init(
      around: estimate, standardError: standardError, degreesOfFreedom: units - 1,
      confidence: confidence)
  }

  /// The same for an error of other than units - 1 degrees of freedom, as of a difference of two groups.
  ///
  /// - Parameter degreesOfFreedom: 1 or more.
  public init(
    around estimate: Double, standardError: Double, degreesOfFreedom: Int,
    confidence: Double = 0.95
  ) {
    let t = StudentT(degreesOfFreedom: degreesOfFreedom).quantile((1 + confidence) / 2)
    self.init(lower: estimate - t * standardError, upper: estimate + t * standardError)
  }

  /// Without what lies outside a range that the figure cannot leave.
  public func within(_ range: ClosedRange<Double>) -> Interval {
    Interval(
      lower: max(lower, range.lowerBound), upper: min(upper, range.upperBound))
  }
}
