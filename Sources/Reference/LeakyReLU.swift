/// x for positive x, slope · x otherwise; the derivative at 0 is the slope.
public enum LeakyReLUReference {
  public static func forward(x: [Double], slope: Double) -> [Double] {
    x.map { $0 > 0 ? $0 : slope * $0 }
  }

  public static func gradient(gradY: [Double], x: [Double], slope: Double) -> [Double] {
    zip(gradY, x).map { $1 > 0 ? $0 : slope * $0 }
  }
}
