/// The mean of squared differences over all elements.
public enum MSEReference {
  public static func forward(x: [Double], y: [Double]) -> Double {
    zip(x, y).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / Double(x.count)
  }

  public static func gradient(
    gradY: Double = 1, x: [Double], y: [Double]
  ) -> (x: [Double], y: [Double]) {
    let gradX = zip(x, y).map { 2 * gradY * ($0 - $1) / Double(x.count) }
    return (gradX, gradX.map { -$0 })
  }
}
