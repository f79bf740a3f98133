/// The results that one work-item of a kernel for CPUs has in registers.
public struct RegisterTile: Equatable, Codable, Sendable {
  public var rows: Int
  /// Vectors along a row.
  public var vectors: Int
  /// Floats in a vector.
  public var vectorWidth: Int

  public init(rows: Int, vectors: Int, vectorWidth: Int) {
    (self.rows, self.vectors, self.vectorWidth) = (rows, vectors, vectorWidth)
  }

  public var columns: Int { vectors * vectorWidth }
  /// Bytes of a panel of so much depth that a group fills in local memory.
  func localMemory(depth: Int) -> Int { 4 * depth * columns }
  var options: [String] { ["-D V=\(vectorWidth)", "-D MR=\(rows)", "-D NV=\(vectors)"] }
}

/// The results that one work-group of a kernel for GPUs computes (`kernels/group_tile.cl`): by multiply-adds,
/// or, where factors are rounded, by matrix units.
public struct GroupTile: Equatable, Codable, Sendable {
  public var rows: Int
  public var columns: Int
  /// Steps of the depth that are in local memory at a time.
  public var depth: Int
  /// Results of one work-item, down and along.
  public var itemRows: Int
  public var itemColumns: Int
  public var precision: Precision

  public init(
    rows: Int, columns: Int, depth: Int, itemRows: Int, itemColumns: Int,
    precision: Precision = .float32
  ) {
    (self.rows, self.columns, self.depth) = (rows, columns, depth)
    (self.itemRows, self.itemColumns) = (itemRows, itemColumns)
    self.precision = precision
  }

  /// - Throws: `DecodingError` where the kernels do not take the tile.
  public init(from decoder: any Decoder) throws {
    let kept = try decoder.container(keyedBy: CodingKeys.self)
    func decode(_ key: CodingKeys) throws -> Int { try kept.decode(Int.self, forKey: key) }
    self.init(
      rows: try decode(.rows), columns: try decode(.columns), depth: try decode(.depth),
      itemRows: try decode(.itemRows), itemColumns: try decode(.itemColumns),
      precision: try kept.decodeIfPresent(Precision.self, forKey: .precision) ?? .float32)
    guard isWhole else {
      throw DecodingError.dataCorruptedError(
        forKey: .rows, in: kept, debugDescription: "a tile that kernels do not take")
    }
  }

  /// The tile with which a product takes the least time.
  ///
  /// - Parameter splits: parts of the sum that are computed side by side with a tile.
  init(
    _ device: DevicePlan, rows: Int, columns: Int, depth: Int, batch: Int = 1,
    splits: (GroupTile) -> Int = { _ in 1 }
  ) {
    func time(_ tile: GroupTile) -> Double {
      tile.time(
        device, rows: rows, columns: columns, depth: depth, batch: batch, splits: splits(tile))
    }
    let timed = GroupTile.choices(device).map { (tile: $0, time: time($0)) }
    self = timed.min { $0.time < $1.time }?.tile ?? .smallest
  }

  /// The time until the busiest unit has done its share of a product, of rows × columns in a batch; in
  /// multiply-adds of that unit. What an H100 takes for products of VGG19 is within a sixth of it.
  func time(
    _ device: DevicePlan, rows: Int, columns: Int, depth: Int, batch: Int, splits: Int
  ) -> Double {
    let units = Double(device.computeUnits)
    let groups = Double(
      batch * splits * ceilDivide(rows, self.rows) * ceilDivide(columns, self.columns))
    let load = UnitLoad(
      groups: groups, ofItems: group[0] * group[1], on: device.computeUnits)
    let multiplying = Double(self.rows * self.columns) / rate(on: device) * load.waiting
    let reading = 24 * Double(self.rows + self.columns) / load.reading
    let steps = Double(ceilDivide(depth, splits)) + stepsAround
    // Partial sums are written and read, by a launch of its own.
    let partial =
      splits > 1 ? 100 * Double(splits * batch * rows * columns) / units + GroupTile.launch : 0
    return load.rounds * steps * max(multiplying, reading) + partial
  }

  /// The steps that beginning and ending take as long as, the more results an item has.
  var stepsAround: Double { Double(itemRows * itemColumns / 2) }

  /// About four microseconds of an H100's unit.
  private static let launch = 8e5

  /// Multiply-adds in the time of one of the device's at its most.
  func rate(on device: DevicePlan) -> Double {
    let known = GroupTile.measured + GroupTile.projected(at: precision)
    let share = known.first { $0.tile == self }?.rate ?? 0.5
    guard precision != .float32, let units = device.matrixUnits else { return share }
    return share * units.rate / Double(precision.products)
  }

  /// Tiles worth having on a device, larger ones first; each takes every shape.
  static func choices(_ device: DevicePlan) -> [GroupTile] {
    let matrixTiles = device.matrixUnits == nil ? [] : projected(at: device.precision)
    let choices = (measured + matrixTiles).map(\.tile).filter { $0.isTaken(by: device) }
    return choices.isEmpty ? [.smallest] : choices
  }

  /// Tiles, and the share of its multiply-adds that an H100 reaches with them in long sums.
  private static let measured: [(tile: GroupTile, rate: Double)] = [
    (GroupTile(rows: 128, columns: 128, depth: 8, itemRows: 8, itemColumns: 8), 0.75),
    (GroupTile(rows: 128, columns: 64, depth: 8, itemRows: 8, itemColumns: 8), 0.69),
    (GroupTile(rows: 64, columns: 64, depth: 16, itemRows: 8, itemColumns: 4), 0.67),
    (GroupTile(rows: 64, columns: 32, depth: 16, itemRows: 4, itemColumns: 4), 0.48),
    (GroupTile(rows: 32, columns: 32, depth: 8, itemRows: 4, itemColumns: 4), 0.42),
  ]

  /// Tiles for matrix units, and the share of their multiply-adds that they should reach in long sums: by
  /// the instructions that compilers make of them, since none was timed yet.
  private static let projected: [(tile: GroupTile, rate: Double)] = [
    (GroupTile(rows: 256, columns: 128, depth: 16, itemRows: 8, itemColumns: 16), 0.55),
    (GroupTile(rows: 128, columns: 128, depth: 16, itemRows: 8, itemColumns: 8), 0.65),
    (GroupTile(rows: 128, columns: 64, depth: 16, itemRows: 8, itemColumns: 8), 0.6),
    (GroupTile(rows: 64, columns: 64, depth: 16, itemRows: 4, itemColumns: 8), 0.5),
    (GroupTile(rows: 64, columns: 32, depth: 16, itemRows: 4, itemColumns: 8), 0.4),
  ]

  private static func projected(at precision: Precision) -> [(tile: GroupTile, rate: Double)] {
    if precision == .float32 { return [] }
    return projected.compactMap { tile, rate in
      var tile = tile
      tile.precision = precision
      // Beside sums of 8 × 16 there are no registers for both parts of split factors.
      return tile.itemColumns * precision.parts > 16 ? nil : (tile, rate)
    }
  }

  /// Alone in its group, for devices that allow no more.
  private static let smallest = GroupTile(
    rows: 4, columns: 4, depth: 4, itemRows: 4, itemColumns: 4)

  func isTaken(by device: DevicePlan) -> Bool {
    let items = group[0] * group[1]
    return isWhole && items <= device.groupSize && localMemory <= device.localMemory
  }

  /// Bytes that a group has of a block of both sides.
  var localMemory: Int {
    switch precision {
    case .float32: 4 * depth * (rows + 4 + columns + 4)
    case .tf32, .tf32x3: 4 * depth * (rows + columns) * precision.parts
    }
  }

  /// Whether all work-items have squares of 4 × 4 results and as many strips as the others, which have
  /// their depth, or their place, in common.
  private var isWhole: Bool {
    let sizes = [rows, columns, depth, itemRows, itemColumns]
    guard sizes.allSatisfy({ $0 > 0 && $0 % 4 == 0 }), rows % itemRows == 0,
      columns % itemColumns == 0
    else { return false }
    let items = group[0] * group[1]
    return [rows, columns].allSatisfy { $0 * depth / 4 % items == 0 && items % ($0 / 4) == 0 }
      && items % (depth / 4) == 0 && (precision == .float32 || isWholeForMatrixUnits)
  }

  /// Whether sub-groups of 32 work-items have whole squares of 16 × 16 results, and every work-item brings
  /// two strips at a time (`kernels/group_tile_mma.cl`).
  private var isWholeForMatrixUnits: Bool {
    let pair = 2 * 4 * group[0] * group[1]
    return rows % (8 * itemRows) == 0 && columns % (4 * itemColumns) == 0 && depth % 8 == 0
      && rows * depth % pair == 0 && columns * depth % pair == 0
  }

  /// Work-items in a group, along and down.
  var group: [Int] { [columns / itemColumns, rows / itemRows] }

  /// Work-items for that many results.
  func global(rows: Int, columns: Int) -> [Int] {
    [
      ceilDivide(columns, self.columns) * group[0], ceilDivide(rows, self.rows) * group[1],
    ]
  }

  var options: [String] {
    [
      "-D BM=\(rows)", "-D BN=\(columns)", "-D BK=\(depth)", "-D TM=\(itemRows)",
      "-D TN=\(itemColumns)", "-D V=4",
    ] + (precision == .float32 ? [] : ["-D PARTS=\(precision.parts)"])
  }
}

extension Kernels {
  /// The files in which a tile's kernels find how it is computed.
  func files(of tile: GroupTile) -> [String] {
    let instruction = plan.matrixUnits?.instruction ?? .plain
    return ["group_tile"]
      + (tile.precision == .float32 ? ["group_tile_fma"] : [instruction.file, "group_tile_mma"])
  }
}

extension Conv2DGrid {
  /// Whether strips of four channels are vectors (`kernels/group_tile.cl`).
  var inputStripOptions: [String] { ["-D INPUT_ALIGNED=\(channels % 4 == 0 ? 1 : 0)"] }
  var outputStripOptions: [String] { ["-D OUTPUT_ALIGNED=\(outputsAreStrips ? 1 : 0)"] }
  var outputsAreStrips: Bool { outChannels % 4 == 0 }
}

/// a / b, rounded up.
func ceilDivide(_ a: Int, _ b: Int) -> Int { (a + b - 1) / b }
