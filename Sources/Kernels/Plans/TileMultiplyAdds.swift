import OpenCL

/// What the tiles of heavy kernels have to do, and how near they come to a device's multiply-adds: what launches
/// are projected by.
extension MultiplyAdds {
  /// Of rows × columns in a batch, each a sum of so much depth, which tiles fill up to whole ones.
  fileprivate init(
    rows: Int, columns: Int, depth: Int, batch: Int, inTilesOf tile: (rows: Int, columns: Int),
    rate: Double
  ) {
    func used(_ size: Int, _ tile: Int) -> Double {
      Double(size) / Double(ceilDivide(size, tile) * tile)
    }
    self.init(
      flops: 2 * Double(batch * rows) * Double(columns * depth),
      rate: rate * used(rows, tile.rows) * used(columns, tile.columns),
      shape: [rows, columns, depth] + (batch > 1 ? [batch] : []))
  }
}

extension GroupTile {
  /// - Parameter splits: parts of the sum that are computed side by side.
  func multiplyAdds(
    on device: DevicePlan, rows: Int, columns: Int, depth: Int, batch: Int = 1, splits: Int = 1
  ) -> MultiplyAdds {
    let steps = Double(ceilDivide(depth, splits))
    return MultiplyAdds(
      rows: rows, columns: columns, depth: depth, batch: batch,
      inTilesOf: (self.rows, self.columns),
      rate: rate(on: device) * steps / (steps + stepsAround))
  }
}

extension RegisterTile {
  func multiplyAdds(_ shape: MatMulShape) -> MultiplyAdds {
    multiplyAdds(
      rows: shape.rows, columns: shape.columns, depth: shape.depth, batch: shape.batch)
  }

  func multiplyAdds(rows: Int, columns: Int, depth: Int, batch: Int = 1) -> MultiplyAdds {
    MultiplyAdds(
      rows: rows, columns: columns, depth: depth, batch: batch,
      inTilesOf: (self.rows, self.columns), rate: RegisterTile.measuredRate)
  }

  /// What two cores reach in long sums (`Benchmarks/results/2026-11-21-speed.md`).
  static let measuredRate = 0.78
}
