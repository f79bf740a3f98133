/// max(x, 0), NaN where x is; the derivative at 0 is 0. As in PyTorch, a derivative of 0 makes 0 of
/// everything, and NaN lets the gradient through.
public enum ReLUReference {
  public static func forward(x: [Double]) -> [Double] { x.map(value) }

  public static func gradient(gradY: [Double], x: [Double]) -> [Double] {
    zip(gradY, x).map { $1 <= 0 ? 0 : $0 }
  }

  static func value(_ x: Double) -> Double { x <= 0 ? 0 : x }
}
