/// How a 3 × 3 convolution of step 1 is done as Winograd's F(4×4, 3×3) on a CPU
/// (`kernels/winograd.cl`).
public struct WinogradPlan: Equatable, Codable, Sendable {
  /// Tiles of 4 × 4 pixels × channels that a work-item of the product has in registers.
  public var tile: RegisterTile
  /// Register tiles that such a work-item does one after the other.
  public var tilesEach: Int
  /// Steps of the sum over channels for which the weights' part stays in the cache.
  public var depth: Int
  /// Bytes that transformed tiles and their products may take together, unless the transformed
  /// weights, which are read anew for each such chunk, take more than half as much.
  public var chunkBytes: Int

  public init(tile: RegisterTile, tilesEach: Int, depth: Int, chunkBytes: Int) {
    self.tile = tile
    self.tilesEach = tilesEach
    self.depth = depth
    self.chunkBytes = chunkBytes
  }

  public init(_ device: DevicePlan) {
    let v = device.vectorWidth
    // AVX-512 has 32 vector registers, narrower units mostly 16: the tile must fit in them.
    self.init(
      tile: RegisterTile(rows: v >= 16 ? 12 : 6, vectors: 2, vectorWidth: v), tilesEach: 12,
      depth: 256, chunkBytes: 16 << 20)
  }

  /// Whether this is quicker than summing directly, where both reach about the same share of a
  /// core's multiplications. Transforms are bound by the cache: what they cost is counted in
  /// multiplications, as measured.
  func isQuicker(_ tiling: WinogradTiling) -> Bool {
    let (tiles, inputs, outputs) = (
      Double(tiling.count), Double(padded(tiling.grid.channels)),
      Double(padded(tiling.grid.outChannels))
    )
    let direct =
      9 * Double(tiling.grid.pixels * tiling.grid.channels * tiling.grid.outChannels)
    let transforms = 2000 * tiles * (inputs + outputs) + 1300 * inputs * outputs
    return 36 * tiles * inputs * outputs + transforms < direct
  }

  /// Channels, filled up to whole vectors.
  func padded(_ channels: Int) -> Int { ceilDivide(channels, tile.vectorWidth) * tile.vectorWidth }
}
