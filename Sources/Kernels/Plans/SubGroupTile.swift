/// The results that one sub-group of a kernel for GPUs has in registers
/// (`kernels/matmul_subgroup.cl`).
public struct SubGroupTile: Equatable, Codable, Sendable {
  public var rows: Int
  /// Columns of one work-item.
  public var itemColumns: Int
  /// Work-items of the sub-group.
  public var width: Int

  public init(rows: Int, itemColumns: Int, width: Int) {
    (self.rows, self.itemColumns, self.width) = (rows, itemColumns, width)
  }

  public var columns: Int { itemColumns * width }
  var options: [String] {
    ["-D TM=\(rows)", "-D TN=\(itemColumns)", "-D WIDTH=\(width)", "-D V=1"]
  }

  /// Tiles worth trying on a device; none where it has no sub-groups to ask for.
  static func choices(_ device: DevicePlan) -> [SubGroupTile] {
    device.subGroupWidths.filter { 8...32 ~= $0 }.flatMap { width in
      [(8, 1), (8, 2), (16, 2)].map {
        SubGroupTile(rows: $0.0, itemColumns: $0.1, width: width)
      }
    }
  }

  /// Those with half or twice as much, within what registers hold.
  var neighbours: [SubGroupTile] {
    halfAndTwice(rows, in: 2...32).map {
      SubGroupTile(rows: $0, itemColumns: itemColumns, width: width)
    }
      + halfAndTwice(itemColumns, in: 1...4).map {
        SubGroupTile(rows: rows, itemColumns: $0, width: width)
      }
  }
}
