import OpenCL

extension Kernels {
  /// The gradients with respect to a convolution's weights, and bias if asked for, by Winograd's algorithm: a chunk of tiles
  /// after the other, transform the input and the gradient of the output and multiply them, adding
  /// up; at last transform the sums.
  func winogradWeightGradient(
    _ tiling: WinogradTiling, _ plan: WinogradPlan, x: Buffer, dy: Buffer, into dw: Buffer,
    bias db: Buffer?
  ) throws(OpenCLError) {
    let (channels, outChannels) = (tiling.grid.channels, tiling.grid.outChannels)
    let (depth, width) = (plan.padded(channels), plan.padded(outChannels))
    let bytes = if case .phases(let bytes) = plan.schedule { bytes } else { 0 }
    let chunks = tiling.chunks(plan, bytes: bytes)
    let room = chunks.first?.count ?? 0
    let inputs = try planes(depth * room)
    let upstream = try planes(width * room)
    let sums = try planes(depth * width)
    for tiles in chunks {
      let argument = tiling.argument(tiles, room: room)
      try winogradInput(x, argument, tiles.count, plan, into: inputs)
      let each = tilesEach(tiles.count)
      try queue.launch(
        try winogradKernel("winograd_upstream", plan), global: [ceilDivide(tiles.count, each)],
        local: [1], [.buffer(dy), .buffer(upstream), argument, .int(each)])
      try queue.launch(
        try winogradKernel("winograd_weight_product", plan),
        global: [ceilDivide(depth, plan.tilesEach * plan.tile.rows), WinogradTiling.planes],
        local: [1, 1],
        [.buffer(inputs), .buffer(upstream), .buffer(sums), argument, .int(plan.tilesEach)])
      if let db {
        try queue.launch(
          try winogradKernel("winograd_bias_gradient", plan),
          global: [width / plan.tile.vectorWidth], local: [1],
          [.buffer(upstream), .buffer(db), argument])
      }
    }
    let each = 64
    try queue.launch(
      try winogradKernel("winograd_weight_gradient", plan),
      global: [ceilDivide(channels, each), width / plan.tile.vectorWidth], local: [1, 1],
      [.buffer(sums), .buffer(dw), .int(channels), .int(outChannels), .int(each)])
  }
}
