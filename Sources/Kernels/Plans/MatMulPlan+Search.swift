extension MatMulPlan: SearchablePlan {
  public static func starts(_ device: DevicePlan, _ shape: MatMulShape) -> [MatMulPlan] {
    switch device.family {
    case .gpu:
      GroupTile.choices(device).map { MatMulPlan(device, shape, $0) }
        + SubGroupTile.choices(device).map { MatMulPlan(device, shape, $0) }
    case .cpu: methods(device, shape).map { start($0, device, shape) }
    }
  }

  private static func methods(_ device: DevicePlan, _ shape: MatMulShape) -> [Method] {
    let tiles = registerTiles(device)
    var methods = tiles.map { Method.packed($0) }
    if shape.rows <= 1024 { methods += tiles.map { .filled($0) } }
    let few = 256
    if shape.columns <= few, !shape.transposedA {
      methods += tiles.map { .narrow($0, turned: false) }
    }
    if shape.rows <= few, shape.transposedB {
      methods += tiles.map { .narrow($0, turned: true) }
    }
    return methods
  }

  /// What fits into 32 vector registers with AVX-512, else into 16, beside the operands.
  private static func registerTiles(_ device: DevicePlan) -> [RegisterTile] {
    let v = device.vectorWidth
    let sizes = v >= 16 ? [(6, 4), (8, 3), (12, 2), (8, 2), (12, 1)] : [(4, 2), (5, 2), (8, 1)]
    return sizes.map { RegisterTile(rows: $0.0, vectors: $0.1, vectorWidth: v) }
  }

  private static func start(_ method: Method, _ device: DevicePlan, _ shape: MatMulShape)
    -> MatMulPlan
  {
    let wanted = ceilDivide(4 * device.computeUnits, shape.batch)
    switch method {
    case .packed(let tile):
      return MatMulPlan(
        method: method, tilesEach: max(1, 72 / tile.rows), panelsEach: max(1, 8 / tile.vectors),
        splits: 1)
    case .filled(let tile):
      let panels = ceilDivide(shape.columns, tile.columns)
      let fits = device.localMemory / (4 * tile.columns)
      return MatMulPlan(
        method: method, tilesEach: ceilDivide(shape.rows, tile.rows),
        panelsEach: max(1, min(4, panels / wanted)), depth: max(1, min(256, fits)), splits: 1)
    case .narrow(let tile, let turned):
      let (rows, columns) = turned ? (shape.columns, shape.rows) : (shape.rows, shape.columns)
      let tiles = ceilDivide(rows, tile.rows)
      return MatMulPlan(
        method: method, tilesEach: max(1, min(12, tiles / wanted)),
        panelsEach: ceilDivide(columns, tile.columns), splits: 1)
    case .group(let tile): return MatMulPlan(device, shape, tile)
    case .subGroup(let tile): return MatMulPlan(device, shape, tile)
    }
  }

  public func neighbours(_ device: DevicePlan, _ shape: MatMulShape) -> [MatMulPlan] {
    let most = max(1, min(shape.depth / 64, 64 << 20 / max(1, 4 * shape.outputCount)))
    var plans = halfAndTwice(splits, in: 1...most).map { changed(\.splits, to: $0) }
    let columns: Int
    switch method {
    case .group(let tile):
      return plans + tile.neighbours(device).map { changed(\.method, to: .group($0)) }
    case .subGroup(let tile):
      return plans + tile.neighbours.map { changed(\.method, to: .subGroup($0)) }
    case .filled(let tile): columns = tile.columns
    case .packed, .narrow: columns = 0
    }
    plans += halfAndTwice(depth, in: 64...1024).map { changed(\.depth, to: $0) }
    plans += halfAndTwice(tilesEach, in: 1...1 << 16).map { changed(\.tilesEach, to: $0) }
    if case .narrow = method { return plans }
    plans += halfAndTwice(panelsEach, in: 1...1 << 10).map { changed(\.panelsEach, to: $0) }
    return plans.filter { 4 * $0.depth * columns <= device.localMemory }
  }

  private func changed<Value>(_ part: WritableKeyPath<MatMulPlan, Value>, to value: Value)
    -> MatMulPlan
  {
    var plan = self
    plan[keyPath: part] = value
    return plan
  }
}
