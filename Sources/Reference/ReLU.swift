/// max(x, 0); the slope at 0 is 0.
public enum ReLUReference {
  public static func forward(x: [Double]) -> [Double] { x.map(value) }

  public static func gradient(gradY: [Double], x: [Double]) -> [Double] {
    zip(gradY, x).map { $0 * slope($1) }
  }

  static func value(_ x: Double) -> Double { max(x, 0) }

  static func slope(_ x: Double) -> Double { x > 0 ? 1 : 0 }
}
