import Foundation

/// log(1 + exp(x)), without overflow.
public enum SoftplusReference {
  public static func forward(x: [Double]) -> [Double] { x.map(value) }

  public static func gradient(gradY: [Double], x: [Double]) -> [Double] {
    zip(gradY, x).map { $0 * slope($1) }
  }

  static func value(_ x: Double) -> Double { max(x, 0) + log1p(exp(-abs(x))) }

  static func slope(_ x: Double) -> Double { SigmoidReference.value(x) }
}
