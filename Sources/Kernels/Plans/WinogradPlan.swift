/// How a convolution of whose kernel a phase of the stride has 3 × 3 or 2 × 2 places, or a gradient of
/// it, is done by Winograd's F(4×4, 3×3) or F(4×4, 2×2) (`kernels/winograd.cl`).
public enum WinogradPlan: Equatable, Codable, Sendable {
  /// For CPUs: a phase after the other, each in parallel, over chunks of tiles which, transformed,
  /// take at most so many bytes together with what they are multiplied with or become.
  case phases(Registers, chunkBytes: Int)
  /// For CPUs: all phases in one kernel, whose work-items each do blocks of so many tiles in the cache
  /// of their core. Not for weight gradients.
  case fused(Registers, blockTiles: Int)
  /// For GPUs: phase after phase likewise, the products of its places as a matrix product with such tiles.
  case groups(GroupTile, chunkBytes: Int)

  /// How a work-item for CPUs does the products.
  public struct Registers: Equatable, Codable, Sendable {
    /// The results that it has in registers: tiles of 4 × 4 pixels × outputs, or inputs × outputs for
    /// a weight gradient, where the rows must divide a vector.
    public var tile: RegisterTile
    /// Register tiles that it does one after the other.
    public var tilesEach: Int
    /// Steps of the sum for which one side's part stays in the cache.
    public var depth: Int

    public init(tile: RegisterTile, tilesEach: Int, depth: Int = 256) {
      (self.tile, self.tilesEach, self.depth) = (tile, tilesEach, depth)
    }
  }

  /// All that take every shape, each worth having for some.
  static func choices(_ device: DevicePlan) -> [WinogradPlan] {
    switch device.family {
    case .cpu: [.inPhases(device), .inOneKernel(device)]
    case .gpu:
      GroupTile.choices(device.forWinograd).map {
        .groups($0, chunkBytes: device.transformBytes)
      }
    }
  }

  /// - Parameter weightBytes: what the transformed weights take, which are read anew for each chunk.
  private static func inPhases(_ device: DevicePlan, weightBytes: Int = 0) -> WinogradPlan {
    let v = device.vectorWidth
    // AVX-512 has 32 vector registers, narrower units mostly 16: the tile must fit in them.
    let tile = RegisterTile(rows: v >= 16 ? 12 : 6, vectors: 2, vectorWidth: v)
    return .phases(
      Registers(tile: tile, tilesEach: 12), chunkBytes: max(chunkBytesOnCPU, weightBytes))
  }

  private static func inOneKernel(_ device: DevicePlan) -> WinogradPlan {
    let v = device.vectorWidth
    let tile = RegisterTile(rows: 6, vectors: v >= 16 ? 4 : 2, vectorWidth: v)
    return .fused(Registers(tile: tile, tilesEach: 4), blockTiles: 24)
  }

  /// What stays in or near the cores' caches.
  private static let chunkBytesOnCPU = 8 << 20

  private static func tilesOnGPU(_ tiling: WinogradTiling, _ device: DevicePlan) -> Int {
    tiling.chunkLength(vectorWidth: 1, bytes: device.transformBytes)
  }

  /// What a vector is, to which channels are filled up; 1 on GPUs.
  var vectorWidth: Int {
    switch self {
    case .phases(let registers, _), .fused(let registers, _): registers.tile.vectorWidth
    case .groups: 1
    }
  }

  /// Bytes of a chunk of tiles; nil where all is one kernel.
  var chunkBytes: Int? {
    switch self {
    case .phases(_, let bytes), .groups(_, let bytes): bytes
    case .fused: nil
    }
  }
}

// MARK: - The plan for a shape

extension WinogradPlan {
  /// Where a device's plan has a weight gradient done this way, or it is asked for; nil where not.
  init?(weightGradientOf shape: Conv2DShape, _ device: DevicePlan, isAsked: Bool = false) {
    guard let tiling = WinogradTiling(.forward(shape)),
      isAsked || tiling.isTaken(by: device, insteadOf: .weightGradient)
    else { return nil }
    switch device.family {
    case .cpu:
      let v = device.vectorWidth
      let tile = RegisterTile(rows: v >= 16 ? 8 : 4, vectors: 2, vectorWidth: v)
      // All inputs for the sake of the cache, fewer where the planes do not fill the device.
      let groups = ceilDivide(4 * device.computeUnits, tiling.planes)
      let tilesEach = ceilDivide(ceilDivide(tiling.inputs(v), tile.rows), groups)
      self = .phases(
        Registers(tile: tile, tilesEach: tilesEach), chunkBytes: Self.chunkBytesOnCPU)
    case .gpu:
      self = .groups(
        GroupTile(
          device.forWinograd, tiling.weightProduct(tiles: Self.tilesOnGPU(tiling, device))),
        chunkBytes: device.transformBytes)
    }
  }

  /// Where a device's plan has a pass done this way; nil where not.
  init?(_ pass: Conv2DPass, _ device: DevicePlan) {
    guard let tiling = WinogradTiling(pass), tiling.isTaken(by: device, insteadOf: .pass)
    else { return nil }
    switch device.family {
    case .cpu:
      let v = device.vectorWidth
      let bytes = tiling.planeBytes * tiling.inputs(v) * tiling.outputs(v)
      // Fused, every block of tiles reads all transformed weights: from a core's cache or near it.
      self = bytes <= 3 << 20 ? .inOneKernel(device) : .inPhases(device, weightBytes: bytes)
    case .gpu:
      self = .groups(
        GroupTile(device.forWinograd, tiling.product(tiles: Self.tilesOnGPU(tiling, device))),
        chunkBytes: device.transformBytes)
    }
  }
}

extension WinogradTiling {
  /// The sum whose place the algorithm takes.
  fileprivate enum Sum {
    case pass, weightGradient

    /// The share of a product's rate that it reaches where matrix units multiply: an H100's wait for the
    /// addresses of windows, most where each of a work-item's strips has another pixel.
    var share: Double { self == .pass ? 0.85 : 0.6 }
  }

  fileprivate func isTaken(by device: DevicePlan, insteadOf sum: Sum) -> Bool {
    switch device.convolution {
    case .direct: false
    case .winograd: true
    case .automatic: isQuicker(on: device, than: sum)
    }
  }

  /// Whether this is quicker than summing directly, where both reach about the same share of the
  /// device's multiplications in float32. Transforms are bound by memory: what they cost is counted in
  /// multiplications a place, on CPUs and an H100 as measured, on other GPUs by how many they do meanwhile.
  private func isQuicker(on device: DevicePlan, than sum: Sum) -> Bool {
    // All of the augmentor's, as an H100 measured: they save fewer multiplications for their transforms.
    if taps == 2, device.precision == .tf32, device.matrixUnits?.areQuicker == true { return false }
    let v = device.vectorWidth
    let (tiles, inputs, outputs) = (Double(count), Double(inputs(v)), Double(outputs(v)))
    let (perTile, perWeight) =
      device.family == .cpu ? (55.0, 36.0) : (48 * device.balance, 44 * device.balance)
    let transforms = perTile * tiles * (inputs + outputs) + perWeight * inputs * outputs
    let products =
      tiles * inputs * outputs
      / device.speedup(
        at: device.precision.forWinograd, rows: count, columns: self.outputs(v),
        depth: self.inputs(v))
    let grid = pass.grids[0]
    let speedup = device.speedup(
      at: device.precision, rows: grid.pixels, columns: grid.outChannels, depth: grid.depth)
    let direct = pass.shape.flops / 2 / (speedup > 1 ? max(1, speedup * sum.share) : 1)
    return Double(planes) * (products + transforms) < direct
  }
}
