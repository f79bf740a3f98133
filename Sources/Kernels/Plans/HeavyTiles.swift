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
  /// Results of one work-item, down and along; they divide the tile's.
  public var itemRows: Int
  public var itemColumns: Int

  public init(rows: Int, columns: Int, depth: Int, itemRows: Int, itemColumns: Int) {
    (self.rows, self.columns, self.depth) = (rows, columns, depth)
    (self.itemRows, self.itemColumns) = (itemRows, itemColumns)
  }

  /// The largest tile of which the results, rows × columns in a batch, fill the device, else the
  /// smallest.
  init(_ device: DevicePlan, rows: Int, columns: Int, batch: Int = 1) {
    // With more results a work-item some devices run out of registers: those are for tuning to find.
    let choices = GroupTile.choices(device).filter { $0.itemRows * $0.itemColumns <= 32 }
    self =
      choices.first {
        batch * ceilDivide(rows, $0.rows) * ceilDivide(columns, $0.columns)
          >= 2 * device.computeUnits
      } ?? choices.last ?? .smallest
  }

  /// Tiles worth having on a device, larger ones first; each takes every shape.
  static func choices(_ device: DevicePlan) -> [GroupTile] {
    let choices = [
      GroupTile(rows: 128, columns: 128, depth: 8, itemRows: 8, itemColumns: 8),
      GroupTile(rows: 128, columns: 64, depth: 16, itemRows: 8, itemColumns: 4),
      GroupTile(rows: 64, columns: 32, depth: 16, itemRows: 4, itemColumns: 4),
      GroupTile(rows: 32, columns: 32, depth: 8, itemRows: 4, itemColumns: 4),
    ].filter { $0.isTaken(by: device) }
    return choices.isEmpty ? [.smallest] : choices
  }

  /// Alone in its group, for devices that allow no more.
  private static let smallest = GroupTile(
    rows: 4, columns: 4, depth: 8, itemRows: 4, itemColumns: 4)

  func isTaken(by device: DevicePlan) -> Bool {
    let items = group[0] * group[1]
    // Both blocks, and where the windows of a convolution begin.
    let bytes = 4 * depth * (rows + 1 + columns + 1) + 12 * max(rows, depth)
    return items <= device.groupSize && bytes <= device.localMemory
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
      "-D TN=\(itemColumns)", "-D V=1",
    ]
  }
}

/// a / b, rounded up.
func ceilDivide(_ a: Int, _ b: Int) -> Int { (a + b - 1) / b }
