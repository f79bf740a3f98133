/// The mean over rows of the dot products of two matrices' rows.
public enum RowDotReference {
  /// - Parameters:
  ///   - a: (rows, columns), as is `b`.
  public static func forward(a: [Double], b: [Double], columns: Int) -> Double {
    zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } / Double(a.count / columns)
  }

  public static func gradient(
    gradY: Double = 1, a: [Double], b: [Double], columns: Int
  ) -> (a: [Double], b: [Double]) {
    let share = gradY / Double(a.count / columns)
    return (b.map { $0 * share }, a.map { $0 * share })
  }
}
