/// How a convolution (forward or data gradient) is done as the sum that defines it.
public enum DirectConv2DPlan: Equatable, Codable, Sendable {
  /// A register tile of pixels × vectors of output channels a work-item.
  case outputVectors(RegisterTile)
  /// The same where the pixels of all phases of a data gradient's stride are outputs of one.
  case subpixels(RegisterTile)
  /// The same where pixels of a line share a copy of what their windows hold, which is little.
  case patches(RegisterTile)
  /// Some pixels a work-item, vectors of input channels: for outputs of one or two channels.
  case inputVectors(pixels: Int, vectorWidth: Int)
  /// A tile of pixels × output channels a work-group.
  case group(GroupTile)
  /// The same where the pixels of all phases of a data gradient's stride are outputs of one.
  case subpixelGroup(GroupTile)

  init(_ device: DevicePlan, _ pass: Conv2DPass) {
    // Where there are several grids, they differ by a pixel a side.
    let grid = pass.grids[0]
    let whole = pass.wholeGrid
    if device.family == .gpu {
      let isWhole = whole.outChannels > grid.outChannels && whole.padding(of: pass.shape) <= 1.5
      let launch = isWhole ? whole : grid
      let tile = GroupTile(
        device, rows: launch.pixels, columns: launch.outChannels,
        depth: launch.depth)
      self = isWhole ? .subpixelGroup(tile) : .group(tile)
      return
    }
    let v = device.vectorWidth
    if whole.outChannels > grid.outChannels, whole.padding(of: pass.shape) <= 1.5 {
      self = .subpixels(DirectConv2DPlan.tile(device, outputs: whole.outChannels))
    } else if 8 * grid.outChannels <= v, grid.channels >= v {
      self = .inputVectors(pixels: 8, vectorWidth: v)
    } else {
      let tile = DirectConv2DPlan.tile(device, outputs: grid.outChannels)
      self = grid.suitsPatches(tile) ? .patches(tile) : .outputVectors(tile)
    }
  }

  /// The tile that wastes the fewest lanes; the wider one where equal.
  private static func tile(_ device: DevicePlan, outputs: Int) -> RegisterTile {
    func padded(_ tile: RegisterTile) -> Int {
      ceilDivide(outputs, tile.columns) * tile.columns
    }
    let tiles = tiles(device)
    var best = tiles.dropFirst().reduce(tiles[0]) { padded($1) < padded($0) ? $1 : $0 }
    // Half a vector of outputs, or less, wants a narrower one.
    while best.vectors == 1, best.vectorWidth > 4, 2 * outputs <= best.vectorWidth {
      best.vectorWidth /= 2
    }
    return best
  }

  /// All plans worth having on a device; every one takes every shape.
  public static func choices(_ device: DevicePlan) -> [DirectConv2DPlan] {
    switch device.family {
    case .cpu:
      tiles(device).map { .outputVectors($0) } + tiles(device).map { .subpixels($0) }
        + tiles(device).map { .patches($0) }
        + [.inputVectors(pixels: 8, vectorWidth: device.vectorWidth)]
    case .gpu: GroupTile.choices(device).flatMap { [.group($0), .subpixelGroup($0)] }
    }
  }

  private static func tiles(_ device: DevicePlan) -> [RegisterTile] {
    let v = device.vectorWidth
    // AVX-512 has 32 vector registers, narrower units mostly 16: the tile must fit in them.
    return (v >= 16 ? [(6, 4), (8, 2), (12, 1)] : [(5, 2), (8, 1)]).map {
      RegisterTile(rows: $0.0, vectors: $0.1, vectorWidth: v)
    }
  }

  /// Whether all phases are one launch.
  var isWhole: Bool {
    switch self {
    case .subpixels, .subpixelGroup: true
    case .outputVectors, .patches, .inputVectors, .group: false
    }
  }

  /// Output channels that share a panel of packed weights.
  var panelWidth: Int {
    switch self {
    case .outputVectors(let tile), .subpixels(let tile), .patches(let tile): tile.columns
    case .inputVectors: 1
    case .group(let tile), .subpixelGroup(let tile): tile.columns
    }
  }
}

extension Conv2DGrid {
  /// Floats of the largest patch that pixels of a line share (`kernels/conv2d_patch.cl`).
  static let patchFloats = 512

  /// Floats from a pixel's window to the next one's.
  var windowStep: Int { horizontal.step * channels }

  /// Whether a tile's patch is small enough.
  func takesPatches(_ tile: RegisterTile) -> Bool {
    vertical.kernel * ((tile.rows - 1) * windowStep + horizontal.kernel * channels)
      <= Conv2DGrid.patchFloats
  }

  /// Whether patches are quicker too: where a row of a window is less than a vector, and lines fill their
  /// tiles.
  fileprivate func suitsPatches(_ tile: RegisterTile) -> Bool {
    takesPatches(tile) && horizontal.kernel * channels < tile.vectorWidth
      && 4 * ceilDivide(horizontal.count, tile.rows) * tile.rows <= 5 * horizontal.count
  }

  /// How many places of the kernel all phases have together for each that is there.
  fileprivate func padding(of shape: Conv2DShape) -> Double {
    let places = taps * vertical.outputs * horizontal.outputs
    return Double(places) / Double(shape.kernelHeight * shape.kernelWidth)
  }
}
