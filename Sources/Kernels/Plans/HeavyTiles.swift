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
    let share = GroupTile.measured(at: precision).first { $0.tile == self }?.rate ?? 0.5
    guard precision != .float32, let units = device.matrixUnits else { return share }
    return share * units.rate / Double(precision.products)
  }

  /// Tiles worth having on a device, larger ones first; each takes every shape.
  static func choices(_ device: DevicePlan) -> [GroupTile] {
    let precisions: Set = device.matrixUnits == nil ? [.float32] : [.float32, device.precision]
    let choices = Precision.allCases.filter(precisions.contains).flatMap(measured(at:)).map(\.tile)
      .filter { $0.isTaken(by: device) }
    return choices.isEmpty ? [.smallest] : choices
  }

  /// Tiles, and the share of the multiply-adds of its registers, or of its matrix units, that an H100
  /// reaches with them in long sums (`Benchmarks/results/2026-11-26-tensor-cores.md`).
  private static func measured(at precision: Precision) -> [(tile: GroupTile, rate: Double)] {
    func tile(
      _ rows: Int, _ columns: Int, _ depth: Int, _ itemRows: Int, _ itemColumns: Int,
      _ rate: Double
    ) -> (GroupTile, Double) {
      let tile = GroupTile(
        rows: rows, columns: columns, depth: depth, itemRows: itemRows, itemColumns: itemColumns,
        precision: precision)
      return (tile, rate)
    }
    return switch precision {
    case .float32:
      [
        tile(128, 128, 8, 8, 8, 0.75), tile(128, 64, 8, 8, 8, 0.69), tile(64, 64, 16, 8, 4, 0.67),
        tile(64, 32, 16, 4, 4, 0.48), tile(32, 32, 8, 4, 4, 0.42),
      ]
    // Beside sums of 16 × 8 there are no registers for both parts of split factors.
    case .tf32x3:
      [
        tile(128, 64, 16, 8, 8, 0.39), tile(64, 64, 32, 4, 8, 0.4), tile(64, 32, 16, 4, 8, 0.33),
      ]
    // All wait for local memory, which a work-item asks the less for the more results it has.
    case .tf32:
      [
        tile(128, 128, 16, 16, 8, 0.45), tile(128, 64, 32, 8, 8, 0.37),
        tile(64, 64, 32, 4, 8, 0.29),
        tile(64, 32, 32, 4, 8, 0.23),
      ]
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
