/// The sum over some axes, which disappear.
public enum SumReference {
  public static func forward(x: [Double], shape: [Int], axes: Set<Int>) -> [Double] {
    let targets = places(shape, axes)
    var y = [Double](repeating: 0, count: (targets.max() ?? 0) + 1)
    for (value, target) in zip(x, targets) { y[target] += value }
    return y
  }

  public static func gradient(gradY: [Double], shape: [Int], axes: Set<Int>) -> [Double] {
    places(shape, axes).map { gradY[$0] }
  }

  /// The offset in the result of each element of x.
  private static func places(_ shape: [Int], _ axes: Set<Int>) -> [Int] {
    var offsets = [0]
    for (axis, length) in shape.enumerated() {
      offsets = offsets.flatMap { base in
        (0..<length).map { axes.contains(axis) ? base : base * length + $0 }
      }
    }
    return offsets
  }
}
