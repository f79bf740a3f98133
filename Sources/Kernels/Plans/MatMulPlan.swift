/// How a matrix product is done on a device.
public struct MatMulPlan: Equatable, Codable, Sendable {
  public enum Method: Equatable, Codable, Sendable {
    // Kernels for CPUs read A's rows where they lie, and pack A only where it is stored as depth × rows.

    /// Register tiles; B is packed into panels.
    case packed(RegisterTile)
    /// Register tiles of all rows of C a work-item, which fills B's panels itself.
    case filled(RegisterTile)
    /// Register tiles of all columns of C a work-item: A is read once. With `turned`, Cᵀ = Bᵀ · Aᵀ is
    /// computed, so that it is B that is read where it lies, once.
    case narrow(RegisterTile, turned: Bool)

    // Kernels for GPUs read both sides where they lie.

    /// A tile of C a work-group, by blocks in local memory.
    case group(GroupTile)
    /// A tile of C a sub-group, on devices that have them; for tuning to choose.
    case subGroup(SubGroupTile)
  }

  public var method: Method
  /// Register tiles that a work-item does, down and along.
  public var tilesEach: Int
  public var panelsEach: Int
  /// Steps of the depth that it takes at a time; a group's tile says its own.
  public var depth: Int
  /// Parts of the sum over the depth that are computed side by side and added in a fixed order.
  public var splits: Int

  public init(
    method: Method, tilesEach: Int = 1, panelsEach: Int = 1, depth: Int = 256, splits: Int
  ) {
    (self.method, self.tilesEach, self.panelsEach, self.depth, self.splits) =
      (method, tilesEach, panelsEach, depth, splits)
  }

  public init(_ device: DevicePlan, _ shape: MatMulShape) {
    // Work for every unit, several times over, so that none waits long for the last.
    let wanted = ceilDivide(4 * device.computeUnits, shape.batch)
    switch device.family {
    case .cpu:
      let few = 64
      if shape.columns <= few, shape.rows > shape.columns, !shape.transposedA {
        self = .narrow(device, shape, turned: false, wanted: wanted)
      } else if shape.rows <= few, shape.columns > shape.rows, shape.transposedB {
        self = .narrow(device, shape.transposed, turned: true, wanted: wanted)
      } else {
        self =
          .filled(device, shape, wanted: wanted) ?? .packed(device, shape, wanted: wanted)
      }
    case .gpu: self.init(device, shape, GroupTile(device, shape))
    }
  }

  /// For GPUs, with a tile given.
  init(_ device: DevicePlan, _ shape: MatMulShape, _ tile: GroupTile) {
    self.init(method: .group(tile), splits: MatMulPlan.splits(device, shape, tile))
  }

  /// As many as take the least time, none of them short.
  fileprivate static func splits(_ device: DevicePlan, _ shape: MatMulShape, _ tile: GroupTile)
    -> Int
  {
    func time(_ splits: Int) -> Double {
      tile.time(
        device, rows: shape.rows, columns: shape.columns, depth: shape.depth, batch: shape.batch,
        splits: splits)
    }
    let choices = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 64, 128].filter {
      $0 == 1 || 256 * $0 <= shape.depth
    }
    return choices.map { (splits: $0, time: time($0)) }.min { $0.time < $1.time }?.splits ?? 1
  }

  /// For GPUs with sub-groups, with a tile given.
  init(_ device: DevicePlan, _ shape: MatMulShape, _ tile: SubGroupTile) {
    // A sub-group is a small part of a unit's work.
    let wanted = ceilDivide(64 * device.computeUnits, shape.batch)
    let tasks = ceilDivide(shape.rows, tile.rows) * ceilDivide(shape.columns, tile.columns)
    self.init(method: .subGroup(tile), splits: MatMulPlan.splits(shape, tasks, wanted))
  }

  /// As many splits as give the wanted number of tasks, none of them short.
  private static func splits(_ shape: MatMulShape, _ tasks: Int, _ wanted: Int) -> Int {
    max(1, min(shape.depth / 512, ceilDivide(wanted, tasks)))
  }
}

// MARK: - Plans for CPUs

extension MatMulPlan {
  /// With few columns, packing the other side would cost as much as the product.
  private static func narrow(
    _ device: DevicePlan, _ shape: MatMulShape, turned: Bool, wanted: Int
  ) -> MatMulPlan {
    let isWide = device.vectorWidth >= 16
    let vectors = min(ceilDivide(shape.columns, device.vectorWidth), isWide ? 4 : 2)
    let tile = RegisterTile(
      rows: !isWide ? 4 : vectors == 4 ? 6 : 8, vectors: vectors, vectorWidth: device.vectorWidth)
    let tiles = ceilDivide(shape.rows, tile.rows)
    let panels = ceilDivide(shape.columns, tile.columns)
    let bytes = 4 * shape.depth * panels * tile.columns
    // Where B is larger than a core's cache, many tiles in a row take the same part of it.
    let isLarge = bytes > 1 << 21
    let tilesEach = isLarge ? min(16, tiles) : max(1, min(12, tiles / wanted))
    return MatMulPlan(
      method: .narrow(tile, turned: turned), tilesEach: tilesEach, panelsEach: panels,
      splits: isLarge
        ? ceilDivide(bytes, 1 << 18) : splits(shape, ceilDivide(tiles, tilesEach), wanted))
  }

  /// For rows few enough that their part of A stays in the cache, and enough columns for all units.
  private static func filled(_ device: DevicePlan, _ shape: MatMulShape, wanted: Int)
    -> MatMulPlan?
  {
    guard shape.rows <= 512, shape.depth > shallow else { return nil }
    let tile = RegisterTile(
      rows: device.vectorWidth >= 16 ? 8 : 4, vectors: 2, vectorWidth: device.vectorWidth)
    let panels = ceilDivide(shape.columns, tile.columns)
    guard panels >= wanted, tile.localMemory(depth: 256) <= device.localMemory else {
      return nil
    }
    let panelsEach = min(4, panels / wanted)
    return MatMulPlan(
      method: .filled(tile), tilesEach: ceilDivide(shape.rows, tile.rows), panelsEach: panelsEach,
      splits: splits(shape, ceilDivide(panels, panelsEach), wanted))
  }

  private static func packed(_ device: DevicePlan, _ shape: MatMulShape, wanted: Int) -> MatMulPlan
  {
    // Twelve rows would need more addresses than there are registers, unless packed.
    let (rows, vectors) =
      device.vectorWidth < 16 ? (4, 2) : shape.transposedA ? (12, 2) : (6, 4)
    let tile = RegisterTile(
      rows: rows, vectors: min(vectors, ceilDivide(shape.columns, device.vectorWidth)),
      vectorWidth: device.vectorWidth)
    let tiles = ceilDivide(shape.rows, tile.rows)
    let panels = ceilDivide(shape.columns, tile.columns)
    // Shallow products are bound by the stores: rows of C are then written as a whole.
    let (tilesEach, panelsEach) =
      shape.depth <= shallow && tiles >= wanted ? (1, 64) : (72 / tile.rows, 8 / tile.vectors)
    let tasks = ceilDivide(tiles, tilesEach) * ceilDivide(panels, panelsEach)
    return MatMulPlan(
      method: .packed(tile), tilesEach: tilesEach, panelsEach: panelsEach,
      splits: splits(shape, tasks, wanted))
  }

  /// Up to this depth, storing C takes longer than computing it.
  private static let shallow = 128
}

extension GroupTile {
  /// For a product.
  init(_ device: DevicePlan, _ shape: MatMulShape) {
    self.init(
      device, rows: shape.rows, columns: shape.columns, depth: shape.depth, batch: shape.batch
    ) { MatMulPlan.splits(device, shape, $0) }
  }
}
