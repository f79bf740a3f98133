/// Repeated multiply-adds.
public enum CeilingReference {
  public static func multiplyAdd(
    _ x: [Double], rounds: Int, factor: Double, addend: Double
  ) -> [Double] {
    x.map { start in (0..<rounds).reduce(start) { value, _ in value * factor + addend } }
  }
}
