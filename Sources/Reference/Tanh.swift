import Foundation

/// The hyperbolic tangent.
public enum TanhReference {
  public static func forward(x: [Double]) -> [Double] { x.map(value) }

  public static func gradient(gradY: [Double], x: [Double]) -> [Double] {
    zip(gradY, x).map { $0 * slope($1) }
  }

  static func value(_ x: Double) -> Double { tanh(x) }

  static func slope(_ x: Double) -> Double { 1 - tanh(x) * tanh(x) }
}
