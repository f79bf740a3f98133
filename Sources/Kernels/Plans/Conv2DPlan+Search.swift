extension Conv2DPlan: SearchablePlan {
  public static func starts(_ device: DevicePlan, _ pass: Conv2DPass) -> [Conv2DPlan] {
    let grid = pass.grids[0]
    let isStrided = pass.wholeGrid.outChannels > grid.outChannels
    return choices(device).filter { plan in
      switch plan {
      case .direct(.subpixels), .direct(.subpixelGroup): isStrided
      case .direct(.inputVectors): grid.outChannels <= 4
      case .direct(.patches(let tile)): grid.takesPatches(tile)
      case .direct: true
      case .winograd: WinogradTiling(pass) != nil
      }
    }
  }

  public func neighbours(_ device: DevicePlan, _ pass: Conv2DPass) -> [Conv2DPlan] {
    switch self {
    case .direct(.group(let tile)): tile.neighbours(device).map { .direct(.group($0)) }
    case .direct(.subpixelGroup(let tile)):
      tile.neighbours(device).map { .direct(.subpixelGroup($0)) }
    case .direct: []
    case .winograd(let plan): plan.neighbours(device).map { .winograd($0) }
    }
  }
}

extension Conv2DWeightGradientPlan: SearchablePlan {
  public static func starts(_ device: DevicePlan, _ shape: Conv2DShape)
    -> [Conv2DWeightGradientPlan]
  {
    let direct: [DirectConv2DWeightGradientPlan] =
      switch device.family {
      case .cpu:
        DirectConv2DWeightGradientPlan.registerTiles(device, shape).prefix(4).map {
          DirectConv2DWeightGradientPlan(device, shape, $0)
        }
      case .gpu:
        GroupTile.choices(device).map { DirectConv2DWeightGradientPlan(device, shape, $0) }
      }
    let winograd = WinogradPlan(weightGradientOf: shape, device, isAsked: true)
    return direct.map { .direct($0) } + (winograd.map { [.winograd($0)] } ?? [])
  }

  public func neighbours(_ device: DevicePlan, _ shape: Conv2DShape)
    -> [Conv2DWeightGradientPlan]
  {
    switch self {
    case .direct(let plan): plan.neighbours(device, shape).map { .direct($0) }
    case .winograd(let plan): plan.neighbours(device).map { .winograd($0) }
    }
  }
}

extension DirectConv2DWeightGradientPlan {
  fileprivate func neighbours(_ device: DevicePlan, _ shape: Conv2DShape)
    -> [DirectConv2DWeightGradientPlan]
  {
    let most = max(1, min(shape.batch * shape.outHeight, 64 << 20 / (4 * shape.weightCount)))
    let others: [Method] =
      switch method {
      case .registers(let tile, let tilesEach):
        halfAndTwice(tilesEach, in: 1...1 << 10).map { .registers(tile, tilesEach: $0) }
      case .group(let tile): tile.neighbours(device).map { .group($0) }
      }
    return halfAndTwice(splits, in: 1...most).map {
      DirectConv2DWeightGradientPlan(method: method, splits: $0)
    } + others.map { DirectConv2DWeightGradientPlan(method: $0, splits: splits) }
  }
}

extension WinogradPlan {
  fileprivate func neighbours(_ device: DevicePlan) -> [WinogradPlan] {
    func chunks(_ bytes: Int) -> [Int] { halfAndTwice(bytes, in: 1 << 20...1 << 28) }
    switch self {
    case .phases(let registers, let bytes):
      return chunks(bytes).map { .phases(registers, chunkBytes: $0) }
        + registers.neighbours.map { .phases($0, chunkBytes: bytes) }
    case .fused(let registers, let tiles):
      return halfAndTwice(tiles, in: 6...192).map { .fused(registers, blockTiles: $0) }
    case .groups(let tile, let bytes):
      return chunks(bytes).map { .groups(tile, chunkBytes: $0) }
        + tile.neighbours(device).map { .groups($0, chunkBytes: bytes) }
    }
  }
}

extension WinogradPlan.Registers {
  fileprivate var neighbours: [Self] {
    halfAndTwice(tilesEach, in: 1...1 << 10).map { Self(tile: tile, tilesEach: $0, depth: depth) }
  }
}
