/// An array with its axes in another order.
public enum PermuteReference {
  /// - Parameter axes: axis k of the result is axis `axes[k]` of x.
  public static func forward(x: [Double], shape: [Int], axes: [Int]) -> [Double] {
    places(shape, axes).map { x[$0] }
  }

  public static func gradient(gradY: [Double], shape: [Int], axes: [Int]) -> [Double] {
    var gradX = gradY
    for (o, i) in places(shape, axes).enumerated() { gradX[i] = gradY[o] }
    return gradX
  }

  /// The offset in x of each element of the result, in the result's order.
  private static func places(_ shape: [Int], _ axes: [Int]) -> [Int] {
    var offsets = [0]
    for axis in axes {
      let step = shape[(axis + 1)...].reduce(1, *)
      offsets = offsets.flatMap { base in (0..<shape[axis]).map { base + $0 * step } }
    }
    return offsets
  }
}
