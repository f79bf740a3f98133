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
  var options: [String] { ["-D V=\(vectorWidth)", "-D MR=\(rows)", "-D NV=\(vectors)"] }
}

/// The results that one work-group of a kernel for GPUs computes (`kernels/group_tile.cl`).
public struct GroupTile: Equatable, Codable, Sendable {
  public var rows: Int
  public var columns: Int
  /// Steps of the depth that are in local memory at a time.
  public var depth: Int
  /// Results of one work-item, down and along.
  public var itemRows: Int
  public var itemColumns: Int

  public init(rows: Int, columns: Int, depth: Int, itemRows: Int, itemColumns: Int) {
    (self.rows, self.columns, self.depth) = (rows, columns, depth)
    (self.itemRows, self.itemColumns) = (itemRows, itemColumns)
  }

  /// - Throws: `DecodingError` where the kernels do not take the tile.
  public init(from decoder: any Decoder) throws {
    let kept = try decoder.container(keyedBy: CodingKeys.self)
    func decode(_ key: CodingKeys) throws -> Int { try kept.decode(Int.self, forKey: key) }
    self.init(
      rows: try decode(.rows), columns: try decode(.columns), depth: try decode(.depth),
      itemRows: try decode(.itemRows), itemColumns: try decode(.itemColumns))
    guard isWhole else {
      throw DecodingError.dataCorruptedError(
        forKey: .rows, in: kept, debugDescription: "a tile that kernels do not take")
    }
  }

  /// The tile with which the busiest unit has done its share of the results, rows × columns in a batch,
  /// the soonest.
  init(_ device: DevicePlan, rows: Int, columns: Int, batch: Int = 1) {
    func time(_ tile: GroupTile) -> Double {
      let groups = batch * ceilDivide(rows, tile.rows) * ceilDivide(columns, tile.columns)
      return Double(ceilDivide(groups, device.computeUnits) * tile.rows * tile.columns) / tile.rate
    }
    let choices = GroupTile.choices(device)
    self = choices.dropFirst().reduce(choices[0]) { time($1) < time($0) ? $1 : $0 }
  }

  /// Tiles worth having on a device, larger ones first; each takes every shape.
  static func choices(_ device: DevicePlan) -> [GroupTile] {
    let choices = [
      GroupTile(rows: 128, columns: 128, depth: 8, itemRows: 8, itemColumns: 8),
      GroupTile(rows: 128, columns: 64, depth: 8, itemRows: 8, itemColumns: 8),
      GroupTile(rows: 64, columns: 64, depth: 16, itemRows: 8, itemColumns: 4),
      GroupTile(rows: 64, columns: 32, depth: 16, itemRows: 4, itemColumns: 4),
      GroupTile(rows: 32, columns: 32, depth: 8, itemRows: 4, itemColumns: 4),
    ].filter { $0.isTaken(by: device) }
    return choices.isEmpty ? [.smallest] : choices
  }

  /// Alone in its group, for devices that allow no more.
  private static let smallest = GroupTile(
    rows: 4, columns: 4, depth: 4, itemRows: 4, itemColumns: 4)

  /// The share of a device's multiply-adds that a unit with enough groups of it reaches, by the floats that
  /// it reads for each: an H100 reaches 65, 60 and 50 per cent with the first three tiles above, and
  /// about 40 with 4 × 4 results a work-item.
  private var rate: Double {
    let reads = Double(itemRows + itemColumns) / Double(itemRows * itemColumns)
    return 1 / (1 + 2 * reads + 8 * Double(rows + columns) / Double(rows * columns))
  }

  func isTaken(by device: DevicePlan) -> Bool {
    let items = group[0] * group[1]
    let bytes = 4 * depth * (rows + 4 + columns + 4)
    return isWhole && items <= device.groupSize && bytes <= device.localMemory
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
      && items % (depth / 4) == 0
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
    ]
  }
}

extension Conv2DGrid {
  /// Whether strips of four channels are vectors (`kernels/group_tile.cl`).
  var inputStripOptions: [String] { ["-D INPUT_ALIGNED=\(channels % 4 == 0 ? 1 : 0)"] }
  var outputStripOptions: [String] { ["-D OUTPUT_ALIGNED=\(outChannels % 4 == 0 ? 1 : 0)"] }
}

/// a / b, rounded up.
func ceilDivide(_ a: Int, _ b: Int) -> Int { (a + b - 1) / b }
