import Foundation

extension SeededGenerator {
  /// A draw from the Beta distribution, both of whose shapes are above 0.
  public mutating func beta(_ a: Double, _ b: Double) -> Double {
    // Of two Gamma draws x and y it is x / (x + y); in logarithms, as for small shapes both may be
    // too small for a Double.
    let (first, second) = (logGamma(shape: a), logGamma(shape: b))
    return 1 / (1 + exp(second - first))
  }

  /// The logarithm of a draw from the Gamma distribution of scale 1 (Marsaglia and Tsang 2000); a
  /// shape below 1 by a draw of one more, times a uniform number to the power of 1 / shape.
  private mutating func logGamma(shape: Double) -> Double {
    if shape < 1 {
      return logGamma(shape: shape + 1) + log(1 - uniform()) / shape
    }
    let d = shape - 1 / 3.0
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal()
      let v = (1 + c * x) * (1 + c * x) * (1 + c * x)
      guard v > 0 else { continue }
      if log(1 - uniform()) < x * x / 2 + d * (1 - v + log(v)) { return log(d * v) }
    }
  }

  /// A standard normal number (Box and Muller 1958).
  public mutating func normal() -> Double {
    (-2 * log(1 - uniform())).squareRoot() * cos(2 * .pi * uniform())
  }
}
