import OpenCL

/// The tiles of 4 × 4 output pixels in which Winograd's algorithm does a grid (`kernels/winograd.cl`).
struct WinogradTiling {
  /// The places of a transformed tile, each of which is a plane in memory.
  static let planes = 36
  /// Bytes of a number in each of them.
  static let planeBytes = planes * MemoryLayout<Float>.stride

  let grid: Conv2DGrid
  let rows: Int
  let columns: Int

  /// Tiles in all images.
  var count: Int { grid.batch * rows * columns }

  /// Whether the kernel's places go through the weights from the last to the first.
  var isBackwards: Bool { grid.vertical.weightStep < 0 }

  /// nil where the grid is not one of 3 × 3 windows at every pixel.
  init?(_ grid: Conv2DGrid) {
    func isTaken(_ axis: Conv2DGrid.Axis) -> Bool {
      axis.kernel == 3 && axis.step == 1 && axis.outStep == 1 && abs(axis.weightStep) == 1
    }
    guard isTaken(grid.vertical), isTaken(grid.horizontal),
      grid.vertical.weightStep == grid.horizontal.weightStep
    else { return nil }
    self.grid = grid
    rows = ceilDivide(grid.vertical.count, 4)
    columns = ceilDivide(grid.horizontal.count, 4)
  }

  /// Runs of tiles that are done one after the other, so that what they become stays in the cache.
  func chunks(_ plan: WinogradPlan, bytes: Int) -> [Range<Int>] {
    let channels = plan.padded(grid.channels) + plan.padded(grid.outChannels)
    let most = max(1, bytes / (Self.planeBytes * channels))
    let length = max(1, ceilDivide(count, ceilDivide(count, most)))
    return stride(from: 0, to: count, by: length).map { $0..<min($0 + length, count) }
  }

  /// The fields of the kernels' structure, in its order.
  func argument(_ tiles: Range<Int>, room: Int) -> KernelArgument {
    let (v, h) = (grid.vertical, grid.horizontal)
    return .ints([
      v.input, h.input, grid.channels, v.output, h.output, grid.outChannels, v.start, h.start,
      rows, columns, tiles.lowerBound, tiles.count, room,
    ])
  }
}
