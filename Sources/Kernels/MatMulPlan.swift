/// The sizes of C (rows × columns) = op(A) (rows × depth) · op(B) (depth × columns), in a batch.
public struct MatMulShape: Equatable, Sendable {
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

/// How a matrix product is done on a device.
public struct MatMulPlan: Equatable, Codable, Sendable {
  public var family: DevicePlan.Family
  /// Floats in a vector.
  public var vectorWidth: Int
  /// Rows of a work-item's register tile.
  public var tileRows: Int
  /// Vectors of columns of a register tile.
  public var tileVectors: Int
  /// Whether A is packed first, rather than read where it lies.
  public var packsA: Bool
  /// Whether Cᵀ is computed: a large right side is then read where it lies.
  public var exchanges: Bool
  /// Parts of the sum over the depth that are computed side by side.
  public var splits: Int

  var panelWidth: Int { tileVectors * vectorWidth }
  /// Register tiles that a work-item does, down and along.
  static let tilesEach = 12
  static let panelsEach = 4

  public init(_ device: DevicePlan, _ shape: MatMulShape) {
    family = .cpu
    vectorWidth = max(4, device.vectorWidth)
    // With few rows or columns on one side, packing the other costs as much as the product.
    let few = 64
    exchanges = shape.rows <= few && shape.columns > shape.rows
    let turned = exchanges ? shape.transposed : shape
    let wide = device.vectorWidth >= 16
    tileRows = wide ? 8 : 4
    tileVectors = turned.columns > vectorWidth ? 2 : 1
    // In columns, only whole tiles can be read in place.
    packsA =
      turned.columns > few
      || (turned.transposedA && !turned.rows.isMultiple(of: tileRows))
    if packsA && wide { tileRows = 12 }
    let tasks =
      MatMulPlan.ceil(turned.rows, tileRows * MatMulPlan.tilesEach)
      * MatMulPlan.ceil(turned.columns, tileVectors * vectorWidth * MatMulPlan.panelsEach)
      * shape.batch
    splits = max(1, min(shape.depth / 512, MatMulPlan.ceil(4 * device.computeUnits, tasks)))
  }

  static func ceil(_ a: Int, _ b: Int) -> Int { (a + b - 1) / b }
}
