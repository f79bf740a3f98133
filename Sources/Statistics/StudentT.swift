import Foundation

/// Student's t distribution with a whole number of degrees of freedom.
public struct StudentT: Sendable, Equatable {
  /// 1 or more.
  public let degreesOfFreedom: Int

  /// - Parameter degreesOfFreedom: 1 or more.
  public init(degreesOfFreedom: Int) {
    precondition(degreesOfFreedom > 0, "a distribution has a degree of freedom")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// The share of the distribution below a value, by the finite sums of Abramowitz and Stegun 1972
  /// (26.7.3 and 26.7.4).
  public func cumulative(_ t: Double) -> Double {
    (1 + copysign(shareWithin(abs(t)), t)) / 2
  }

  /// The value below which a share of the distribution lies.
  ///
  /// - Parameter share: above 0 and below 1.
  public func quantile(_ share: Double) -> Double {
    precondition(share > 0 && share < 1, "a share of a distribution")
    if share < 0.5 { return -quantile(1 - share) }
    var (low, high) = (0.0, 1.0)
    while cumulative(high) < share { (low, high) = (high, 2 * high) }
    while true {
      let middle = low + (high - low) / 2
      guard middle > low, middle < high else { return middle }
      if cumulative(middle) < share { low = middle } else { high = middle }
    }
  }

  /// The share between -t and t.
  private func shareWithin(_ t: Double) -> Double {
    let isOdd = degreesOfFreedom % 2 == 1
    let angle = atan(t / Double(degreesOfFreedom).squareRoot())
    let (sine, cosine) = (sin(angle), cos(angle))
    // Powers of the cosine up to ν - 2, each with its coefficient.
    var term = isOdd ? cosine : 1
    var sum = degreesOfFreedom > 1 ? term : 0
    for power in stride(from: isOdd ? 3 : 2, through: degreesOfFreedom - 2, by: 2) {
      term *= cosine * cosine * Double(power - 1) / Double(power)
      sum += term
    }
    return isOdd ? 2 / .pi * (angle + sine * sum) : sine * sum
  }
}
