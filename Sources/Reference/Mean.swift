/// The mean over some axes, which disappear.
public enum MeanReference {
  public static func forward(x: [Double], shape: [Int], axes: Set<Int>) -> [Double] {
    let count = Double(axes.reduce(1) { $0 * shape[$1] })
    return SumReference.forward(x: x, shape: shape, axes: axes).map { $0 / count }
  }

  public static func gradient(gradY: [Double], shape: [Int], axes: Set<Int>) -> [Double] {
    let count = Double(axes.reduce(1) { $0 * shape[$1] })
    return SumReference.gradient(gradY: gradY, shape: shape, axes: axes).map { $0 / count }
  }
}
