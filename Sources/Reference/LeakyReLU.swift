/// x for positive x, slope · x otherwise; the derivative at 0 is the slope. With a slope of 0 it is
/// ReLU: PyTorch, which multiplies there too, has NaN for -∞.
public enum LeakyReLUReference {
  public static func forward(x: [Double], slope: Double) -> [Double] {
    slope == 0 ? ReLUReference.forward(x: x) : x.map { $0 > 0 ? $0 : slope * $0 }
  }

  public static func gradient(gradY: [Double], x: [Double], slope: Double) -> [Double] {
    slope == 0
      ? ReLUReference.gradient(gradY: gradY, x: x)
      : zip(gradY, x).map { $1 > 0 ? $0 : slope * $0 }
  }
}
