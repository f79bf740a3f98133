/// Matrix products, row-major.
public enum MatMulReference {
  /// C (rows × columns) = op(A) · op(B) + bias in each row, in a batch.
  ///
  /// - Parameters:
  ///   - transposedA: whether A is stored as depth × rows.
  ///   - transposedB: whether B is stored as columns × depth.
  ///   - sharedA: whether the whole batch has one A; `sharedB` likewise.
  public static func product(
    a: [Double], b: [Double], bias: [Double]? = nil, rows: Int, columns: Int, depth: Int,
    batch: Int = 1, transposedA: Bool = false, transposedB: Bool = false, sharedA: Bool = false,
    sharedB: Bool = false
  ) -> [Double] {
    var c = [Double](repeating: 0, count: batch * rows * columns)
    for n in 0..<batch {
      let firstA = sharedA ? 0 : n * rows * depth
      let firstB = sharedB ? 0 : n * depth * columns
      for i in 0..<rows {
        for j in 0..<columns {
          var sum = bias?[j] ?? 0
          for k in 0..<depth {
            let left = a[firstA + (transposedA ? k * rows + i : i * depth + k)]
            let right = b[firstB + (transposedB ? j * depth + k : k * columns + j)]
            sum += left * right
          }
          c[(n * rows + i) * columns + j] = sum
        }
      }
    }
    return c
  }
}
