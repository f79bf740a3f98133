/// The sizes of C (rows × columns) = op(A) (rows × depth) · op(B) (depth × columns), in a batch.
public struct MatMulShape: Hashable, Codable, Sendable {
  public var rows: Int
  public var columns: Int
  public var depth: Int
  public var batch: Int
  /// Whether A is stored as depth × rows.
  public var transposedA: Bool
  /// Whether B is stored as columns × depth.
  public var transposedB: Bool
  /// Whether the whole batch has one A, or one B.
  public var sharedA: Bool
  public var sharedB: Bool

  public init(
    rows: Int, columns: Int, depth: Int, batch: Int = 1, transposedA: Bool = false,
    transposedB: Bool = false, sharedA: Bool = false, sharedB: Bool = false
  ) {
    (self.rows, self.columns, self.depth, self.batch) = (rows, columns, depth, batch)
    (self.transposedA, self.transposedB) = (transposedA, transposedB)
    (self.sharedA, self.sharedB) = (sharedA, sharedB)
  }

  /// Multiplications and additions.
  public var flops: Double { 2 * Double(batch * rows) * Double(columns * depth) }
  public var outputCount: Int { batch * rows * columns }

  /// The shape of Cᵀ = op(B)ᵀ · op(A)ᵀ.
  var transposed: MatMulShape {
    MatMulShape(
      rows: columns, columns: rows, depth: depth, batch: batch, transposedA: !transposedB,
      transposedB: !transposedA, sharedA: sharedB, sharedB: sharedA)
  }
}

extension MatMulShape: CustomStringConvertible {
  public var description: String {
    let marks =
      (transposedA ? " transposed" : "") + (sharedA ? " shared" : "") + " · \(depth)×\(columns)"
      + (transposedB ? " transposed" : "") + (sharedB ? " shared" : "")
    return "\(batch == 1 ? "" : "\(batch) ")\(rows)×\(depth)\(marks)"
  }
}
