/// Mixup (Zhang et al. 2018): row i becomes λ_i · x_i + (1 - λ_i) · x_partner(i).
public enum MixupReference {
  /// - Parameters:
  ///   - x: (rows, columns).
  ///   - lambda: (rows).
  ///   - partners: (rows), the row that each is mixed with.
  public static func forward(
    x: [Double], lambda: [Double], partners: [Int], columns: Int
  ) -> [Double] {
    var y = x
    for i in x.indices {
      let (row, column) = (i / columns, i % columns)
      y[i] = lambda[row] * x[i] + (1 - lambda[row]) * x[partners[row] * columns + column]
    }
    return y
  }

  /// The gradient of x; λ is a constant.
  public static func gradient(
    gradY: [Double], lambda: [Double], partners: [Int], columns: Int
  ) -> [Double] {
    var gradX = gradY.map { _ in 0.0 }
    for i in gradY.indices {
      let (row, column) = (i / columns, i % columns)
      gradX[i] += lambda[row] * gradY[i]
      gradX[partners[row] * columns + column] += (1 - lambda[row]) * gradY[i]
    }
    return gradX
  }
}
