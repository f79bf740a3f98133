/// How a 3 × 3 convolution of step 1, or a gradient of it, is done by Winograd's F(4×4, 3×3) on a CPU
/// (`kernels/winograd.cl`).
public struct WinogradPlan: Equatable, Codable, Sendable {
  /// The results that a work-item of the 36 products has in registers: tiles of 4 × 4 pixels ×
  /// outputs, or inputs × outputs for a weight gradient, where the rows must divide a vector.
  public var tile: RegisterTile
  /// Register tiles that such a work-item does one after the other.
  public var tilesEach: Int
  /// Steps of the sum for which one side's part stays in the cache.
  public var depth: Int
  public var schedule: Schedule

  /// What is done before what.
  public enum Schedule: Equatable, Codable, Sendable {
    /// A phase after the other, each in parallel, over chunks of tiles which, transformed, take at
    /// most so many bytes together with what they are multiplied with or become.
    case phases(chunkBytes: Int)
    /// All phases in one kernel, whose work-items each do blocks of so many tiles in the cache of
    /// their core. Not for weight gradients.
    case fused(blockTiles: Int)
  }

  public init(tile: RegisterTile, tilesEach: Int, depth: Int, schedule: Schedule) {
    self.tile = tile
    self.tilesEach = tilesEach
    self.depth = depth
    self.schedule = schedule
  }

  /// Phase after phase.
  ///
  /// - Parameter weightBytes: what the transformed weights take, which are read anew for each chunk.
  static func phases(_ device: DevicePlan, weightBytes: Int = 0) -> WinogradPlan {
    let v = device.vectorWidth
    // AVX-512 has 32 vector registers, narrower units mostly 16: the tile must fit in them.
    return WinogradPlan(
      tile: RegisterTile(rows: v >= 16 ? 12 : 6, vectors: 2, vectorWidth: v), tilesEach: 12,
      depth: 256, schedule: .phases(chunkBytes: max(8 << 20, weightBytes)))
  }

  /// All phases in one kernel.
  static func fused(_ device: DevicePlan) -> WinogradPlan {
    let v = device.vectorWidth
    return WinogradPlan(
      tile: RegisterTile(rows: 6, vectors: v >= 16 ? 4 : 2, vectorWidth: v), tilesEach: 4,
      depth: 256, schedule: .fused(blockTiles: 24))
  }

  /// Where a device's plan has a weight gradient done this way; nil where not.
  init?(weightGradientOf shape: Conv2DShape, _ device: DevicePlan) {
    let v = device.vectorWidth
    let tile = RegisterTile(rows: v >= 16 ? 8 : 4, vectors: 2, vectorWidth: v)
    // All inputs for the sake of the cache, fewer where the planes do not fill the device.
    let groups = ceilDivide(4 * device.computeUnits, WinogradTiling.planes)
    let plan = WinogradPlan(
      tile: tile, tilesEach: ceilDivide(ceilDivide(shape.channels, tile.rows), groups),
      depth: 256, schedule: .phases(chunkBytes: 8 << 20))
    guard plan.isTaken(WinogradTiling(.forward(shape)), device) else { return nil }
    self = plan
  }

  /// Where a device's plan has a grid done this way; nil where not.
  init?(_ grid: Conv2DGrid, _ device: DevicePlan) {
    let v = device.vectorWidth
    let bytes =
      WinogradTiling.planeBytes * ceilDivide(grid.channels, v) * ceilDivide(grid.outChannels, v)
      * v * v
    // Fused, every block of tiles reads all transformed weights: from a core's cache or near it.
    let plan: WinogradPlan =
      bytes <= 3 << 20 ? .fused(device) : .phases(device, weightBytes: bytes)
    guard plan.isTaken(WinogradTiling(grid), device) else { return nil }
    self = plan
  }

  private func isTaken(_ tiling: WinogradTiling?, _ device: DevicePlan) -> Bool {
    guard device.family == .cpu, let tiling else { return false }
    switch device.convolution {
    case .direct: return false
    case .winograd: return true
    case .automatic: return isQuicker(tiling)
    }
  }

  /// Whether this is quicker than summing directly, where both reach about the same share of a
  /// core's multiplications. Transforms are bound by the cache: what they cost is counted in
  /// multiplications, as measured.
  private func isQuicker(_ tiling: WinogradTiling) -> Bool {
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
