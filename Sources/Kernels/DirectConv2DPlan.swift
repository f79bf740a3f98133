/// How a convolution (forward or data gradient) is done as the sum that defines it.
public enum DirectConv2DPlan: Equatable, Codable, Sendable {
  /// A register tile of pixels × vectors of output channels a work-item.
  case outputVectors(RegisterTile)
  /// Some pixels a work-item, vectors of input channels: for outputs of one or two channels.
  case inputVectors(pixels: Int, vectorWidth: Int)
  /// A tile of pixels × output channels a work-group.
  case group(GroupTile)

  public init(_ device: DevicePlan, pixels: Int, channels: Int, outChannels: Int) {
    if device.family == .gpu {
      self = .group(GroupTile(device, rows: pixels, columns: outChannels))
      return
    }
    let v = device.vectorWidth
    if 8 * outChannels <= v, channels >= v {
      self = .inputVectors(pixels: 8, vectorWidth: v)
      return
    }
    // The tile that wastes the fewest lanes; the wider one, which comes first, where equal.
    func padded(_ tile: RegisterTile) -> Int {
      ceilDivide(outChannels, tile.columns) * tile.columns
    }
    let tiles = DirectConv2DPlan.tiles(device)
    self = .outputVectors(
      tiles.dropFirst().reduce(tiles[0]) { padded($1) < padded($0) ? $1 : $0 })
  }

  init(_ device: DevicePlan, _ grid: Conv2DGrid) {
    self.init(
      device, pixels: grid.pixels, channels: grid.channels, outChannels: grid.outChannels)
  }

  /// All plans worth having on a device; every one takes every shape.
  public static func choices(_ device: DevicePlan) -> [DirectConv2DPlan] {
    switch device.family {
    case .cpu:
      tiles(device).map { .outputVectors($0) }
        + [.inputVectors(pixels: 8, vectorWidth: device.vectorWidth)]
    case .gpu: GroupTile.choices(device).map { .group($0) }
    }
  }

  private static func tiles(_ device: DevicePlan) -> [RegisterTile] {
    let v = device.vectorWidth
    // AVX-512 has 32 vector registers, narrower units mostly 16: the tile must fit in them.
    return (v >= 16 ? [(6, 4), (8, 2), (12, 1)] : [(5, 2), (8, 1)]).map {
      RegisterTile(rows: $0.0, vectors: $0.1, vectorWidth: v)
    }
  }

  /// Output channels that share a panel of packed weights.
  var panelWidth: Int {
    switch self {
    case .outputVectors(let tile): tile.columns
    case .inputVectors: 1
    case .group(let tile): tile.columns
    }
  }
}
