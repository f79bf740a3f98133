public import OpenCL

extension Kernels {
  /// The gradient with respect to the weights of `conv2d` given that of its output, in PyTorch's
  /// layout, and with respect to the bias where `db` is given.
  ///
  /// - Throws: `OpenCLError` where memory is short or a kernel cannot be built or enqueued.
  public func conv2dWeightGradient(
    _ x: Buffer, dy: Buffer, _ shape: Conv2DShape, into dw: Buffer, bias db: Buffer? = nil,
    plan: Conv2DWeightGradientPlan? = nil
  ) throws(OpenCLError) {
    let grid = Conv2DGrid.forward(shape)
    let direct: DirectConv2DWeightGradientPlan
    switch choose(plan, for: shape) {
    case .winograd(let plan):
      if let tiling = WinogradTiling(.forward(shape)), let bytes = plan.chunkBytes {
        return try winogradWeightGradient(
          tiling, plan, chunkBytes: bytes, x: x, dy: dy, into: dw, bias: db)
      }
      direct = DirectConv2DWeightGradientPlan(self.plan, shape)
    case .direct(let plan): direct = plan
    }
    try directWeightGradient(grid, shape, direct, x: x, dy: dy, into: dw)
    if let db {
      try biasGradient(dy, rows: shape.outputPixels, columns: shape.outChannels, into: db)
    }
  }

  private func directWeightGradient(
    _ grid: Conv2DGrid, _ shape: Conv2DShape, _ plan: DirectConv2DWeightGradientPlan, x: Buffer,
    dy: Buffer, into dw: Buffer
  ) throws(OpenCLError) {
    let block = plan.block(shape)
    let tiles = ceilDivide(shape.channels, block.rows)
    let panels = ceilDivide(shape.outChannels, block.columns)
    let partial = try floats(
      plan.splits * tiles * panels * grid.taps * block.rows * block.columns)
    let arguments: [KernelArgument] = [
      .buffer(x), .buffer(dy), .buffer(partial), grid.argument,
    ]
    switch plan.method {
    case .registers(let tile, let tilesEach):
      // About 64 pixels of both images stay in a core's nearest cache.
      let rowsPerBlock = max(1, 64 / shape.outWidth)
      let masks = shape.outChannels < tile.columns
      try queue.launch(
        try kernel(
          "conv2d_weight_gradient", in: ["vector", "conv2d_grid", "conv2d_weight_gradient"],
          options: tile.options + (masks ? ["-D MASKED"] : [])),
        global: [ceilDivide(tiles, tilesEach), panels, plan.splits], local: [1, 1, 1],
        arguments + [.int(tilesEach), .int(rowsPerBlock)],
        multiplyAdds: tile.multiplyAdds(
          rows: shape.channels, columns: shape.outChannels, depth: shape.outputPixels,
          batch: grid.taps))
    case .group(let tile):
      let rows = grid.taps * shape.channels
      let global = tile.global(rows: rows, columns: shape.outChannels)
      try queue.launch(
        try kernel(
          "conv2d_weight_gradient_tiled",
          in: files(of: tile) + ["conv2d_grid", "conv2d_weight_gradient_tiled"],
          options: tile.options + grid.inputStripOptions + grid.outputStripOptions,
          localMemory: tile.localMemory),
        global: global + [plan.splits], local: tile.group + [1], arguments,
        multiplyAdds: tile.multiplyAdds(
          on: self.plan, rows: rows, columns: shape.outChannels, depth: shape.outputPixels,
          splits: plan.splits))
    }
    try launchElementwise(
      try kernel("conv2d_weight_gradient_sum", in: ["conv2d_weight_gradient_sum"]),
      count: shape.weightCount,
      [
        .buffer(partial), .buffer(dw), .int(shape.outChannels), .int(shape.channels),
        .int(grid.taps), .int(block.columns), .int(block.rows), .int(plan.splits),
      ])
  }
}
