import Foundation

/// 1 / (1 + exp(-x)), without overflow.
public enum SigmoidReference {
  public static func forward(x: [Double]) -> [Double] { x.map(value) }

  public static func gradient(gradY: [Double], x: [Double]) -> [Double] {
    zip(gradY, x).map { $0 * slope($1) }
  }

  static func value(_ x: Double) -> Double { x >= 0 ? 1 / (1 + exp(-x)) : exp(x) / (1 + exp(x)) }

  static func slope(_ x: Double) -> Double { value(x) * value(-x) }
}
