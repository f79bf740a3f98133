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
  public enum Method: Equatable, Codable, Sendable {
    /// Register tiles, B packed into panels. A is packed too, or read where it lies; with
    /// `exchanges`, Cᵀ = Bᵀ · Aᵀ is computed, so that a large right side is read where it lies.
    case registers(RegisterTile, packsA: Bool, exchanges: Bool)
    /// A tile of C a work-group; both sides are read where they lie.
    case group(GroupTile)
  }

  public var method: Method
  /// Parts of the sum over the depth that are computed side by side and added in a fixed order.
  public var splits: Int

  public init(method: Method, splits: Int) {
    (self.method, self.splits) = (method, splits)
  }

  public init(_ device: DevicePlan, _ shape: MatMulShape) {
    let tasks: Int
    switch device.family {
    case .cpu:
      // With few rows or columns on one side, packing the other costs as much as the product.
      let few = 64
      let exchanges = shape.rows <= few && shape.columns > shape.rows
      let turned = exchanges ? shape.transposed : shape
      let isWide = device.vectorWidth >= 16
      let rows = isWide ? 8 : 4
      // In columns, only whole tiles can be read in place.
      let packsA =
        turned.columns > few || (turned.transposedA && !turned.rows.isMultiple(of: rows))
      let tile = RegisterTile(
        rows: packsA && isWide ? 12 : rows, vectors: turned.columns > device.vectorWidth ? 2 : 1,
        vectorWidth: device.vectorWidth)
      method = .registers(tile, packsA: packsA, exchanges: exchanges)
      tasks =
        ceilDivide(turned.rows, tile.rows * MatMulPlan.tilesEach)
        * ceilDivide(turned.columns, tile.columns * MatMulPlan.panelsEach)
    case .gpu:
      let tile = GroupTile(device, rows: shape.rows, columns: shape.columns)
      method = .group(tile)
      tasks = ceilDivide(shape.rows, tile.rows) * ceilDivide(shape.columns, tile.columns)
    }
    splits = max(
      1, min(shape.depth / 512, ceilDivide(4 * device.computeUnits, tasks * shape.batch)))
  }

  /// Register tiles that a work-item does, down and along.
  static let tilesEach = 12
  static let panelsEach = 4

  var exchanges: Bool {
    if case .registers(_, _, let exchanges) = method { exchanges } else { false }
  }
}
