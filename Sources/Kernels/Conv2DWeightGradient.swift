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
    let bias = db.map {
      WantedBias(
        upstream: dy, rows: shape.outputPixels, columns: shape.outChannels, gradient: $0)
    }
    try weightGradient(x, dy: dy, shape, into: dw, bias, plan)
  }

  /// The same beside the gradient of any bias.
  ///
  /// - Throws: `OpenCLError` where memory is short or a kernel cannot be built or enqueued.
  func weightGradient(
    _ x: Buffer, dy: Buffer, _ shape: Conv2DShape, into dw: Buffer, _ bias: WantedBias?,
    _ plan: Conv2DWeightGradientPlan?
  ) throws(OpenCLError) {
    switch choose(plan, for: shape) {
    case .winograd(let plan):
      if let tiling = WinogradTiling(.forward(shape)), let bytes = plan.chunkBytes {
        return try winogradWeightGradient(
          tiling, plan, chunkBytes: bytes, x: x, dy: dy, into: dw, bias)
      }
      try directWeightGradient(
        shape, DirectConv2DWeightGradientPlan(self.plan, shape), x: x, dy: dy, into: dw, bias)
    case .direct(let plan):
      try directWeightGradient(shape, plan, x: x, dy: dy, into: dw, bias)
    }
  }

  private func directWeightGradient(
    _ shape: Conv2DShape, _ plan: DirectConv2DWeightGradientPlan, x: Buffer, dy: Buffer,
    into dw: Buffer, _ bias: WantedBias?
  ) throws(OpenCLError) {
    let grid = Conv2DGrid.forward(shape)
    let block = plan.block(shape)
    let tiles = ceilDivide(shape.channels, block.rows)
    let panels = ceilDivide(shape.outChannels, block.columns)
    let partial = try floats(
      plan.splits * tiles * panels * grid.taps * block.rows * block.columns)
    let arguments: [KernelArgument] = [
      .buffer(x), .buffer(dy), .buffer(partial), grid.argument,
    ]
    var biasSums: BiasSums?
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
      biasSums = try self.biasSums(bias, inGroupsOf: tile.group.reduce(1, *))
      let groups = zip(global, tile.group).map { $0 / $1 }.reduce(1, *)
      let biasLayers = ceilDivide(biasSums?.blocks ?? 0, groups)
      try queue.launch(
        try kernel(
          "conv2d_weight_gradient_tiled",
          in: files(of: tile) + ["conv2d_grid", "bias_sums", "conv2d_weight_gradient_tiled"],
          options: tile.options + grid.inputStripOptions + grid.outputStripOptions,
          localMemory: tile.localMemory),
        global: global + [plan.splits + biasLayers], local: tile.group + [1],
        arguments + [.int(plan.splits)] + [KernelArgument](making: biasSums),
        multiplyAdds: tile.multiplyAdds(
          on: self.plan, rows: rows, columns: shape.outChannels, depth: shape.outputPixels,
          splits: plan.splits))
    }
    if let bias, biasSums == nil { try biasGradient(bias) }
    try launchElementwise(
      try kernel(
        "conv2d_weight_gradient_sum", in: ["bias_sums", "conv2d_weight_gradient_sum"]),
      count: shape.weightCount,
      [
        .buffer(partial), .buffer(dw), .int(shape.outChannels), .int(shape.channels),
        .int(grid.taps), .int(block.columns), .int(block.rows), .int(plan.splits),
      ] + [KernelArgument](addingUp: biasSums))
  }
}
