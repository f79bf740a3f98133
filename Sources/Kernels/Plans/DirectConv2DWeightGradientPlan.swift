/// How the weight gradient of a convolution is done as the sum that defines it.
public struct DirectConv2DWeightGradientPlan: Equatable, Codable, Sendable {
  public enum Method: Equatable, Codable, Sendable {
    /// Register tiles of input × output channels; a work-item does several.
    case registers(RegisterTile, tilesEach: Int)
    /// A tile of the kernel's places and inputs × outputs a work-group.
    case group(GroupTile)
  }

  public var method: Method
  /// Parts of the sum over pixels that are computed side by side and added in a fixed order.
  public var splits: Int

  public init(method: Method, splits: Int) {
    (self.method, self.splits) = (method, splits)
  }

  public init(_ device: DevicePlan, _ shape: Conv2DShape) {
    switch device.family {
    case .cpu:
      self.init(device, shape, DirectConv2DWeightGradientPlan.registerTiles(device, shape)[0])
    case .gpu:
      let rows = shape.kernelHeight * shape.kernelWidth * shape.channels
      let tile = GroupTile(
        device, rows: rows, columns: shape.outChannels, depth: shape.outputPixels
      ) { DirectConv2DWeightGradientPlan(device, shape, $0).splits }
      self.init(device, shape, tile)
    }
  }

  /// For CPUs, with a tile given.
  init(_ device: DevicePlan, _ shape: Conv2DShape, _ tile: RegisterTile) {
    let tiles = ceilDivide(shape.channels, tile.rows)
    // About 64 input channels share the pixels that a work-item brings into its cache.
    let tilesEach = min(ceilDivide(64, tile.rows), tiles)
    let tasks = ceilDivide(tiles, tilesEach) * ceilDivide(shape.outChannels, tile.columns)
    method = .registers(tile, tilesEach: tilesEach)
    splits = max(
      1, min(ceilDivide(4 * device.computeUnits, tasks), shape.batch * shape.outHeight))
  }

  /// For GPUs, with a tile given.
  init(_ device: DevicePlan, _ shape: Conv2DShape, _ tile: GroupTile) {
    let rows = shape.kernelHeight * shape.kernelWidth * shape.channels
    let tasks = ceilDivide(rows, tile.rows) * ceilDivide(shape.outChannels, tile.columns)
    method = .group(tile)
    splits = max(1, min(ceilDivide(4 * device.computeUnits, tasks), shape.outputPixels / 512))
  }

  /// The tiles that a shape allows, those first that take the fewest cycles on a core with two
  /// multiply-add units of a latency of four, two loads a cycle, and a loop's overhead of one.
  static func registerTiles(_ device: DevicePlan, _ shape: Conv2DShape) -> [RegisterTile] {
    // A vector of 4 masks what 1 to 3 output channels leave over.
    let v = [16, 8].first { $0 <= min(device.vectorWidth, shape.outChannels) } ?? 4
    // What must fit into 32 registers with AVX-512, else into 16, beside the operands.
    let results = device.vectorWidth >= 16 ? 24 : 12
    func cycles(_ tile: RegisterTile) -> Int {
      let (products, loads) = (tile.rows * tile.vectors, tile.rows + tile.vectors)
      return ceilDivide(shape.channels, tile.rows) * ceilDivide(shape.outChannels, tile.columns)
        * (max(products, loads, 8) + 2)
    }
    var tiles: [RegisterTile] = []
    for vectors in [4, 2, 1] where vectors == 1 || vectors * v <= shape.outChannels {
      for rows in [8, 6, 4, 3, 2, 1] where rows <= shape.channels && rows * vectors <= results {
        tiles.append(RegisterTile(rows: rows, vectors: vectors, vectorWidth: v))
      }
    }
    return tiles.enumerated().sorted {
      (cycles($0.element), $0.offset) < (cycles($1.element), $1.offset)
    }.map(\.element)
  }

  /// Partial sums are kept in blocks of inputs × outputs of this size.
  func block(_ shape: Conv2DShape) -> (rows: Int, columns: Int) {
    switch method {
    case .registers(let tile, _): (tile.rows, tile.columns)
    case .group: (shape.channels, shape.outChannels)
    }
  }
}
