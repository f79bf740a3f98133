import OpenCL

extension Kernels {
  /// The gradients with respect to a convolution's weights, and bias if asked for, by Winograd's
  /// algorithm: a chunk of tiles after the other, transform the input and the gradient of the output
  /// and multiply them, adding up; at last transform the sums.
  ///
  /// - Throws: `OpenCLError` where memory is short or a kernel cannot be built or enqueued.
  func winogradWeightGradient(
    _ tiling: WinogradTiling, _ plan: WinogradPlan, chunkBytes: Int, x: Buffer, dy: Buffer,
    into dw: Buffer, bias db: Buffer?
  ) throws(OpenCLError) {
    let (depth, width) = (tiling.inputs(plan.vectorWidth), tiling.outputs(plan.vectorWidth))
    let chunks = tiling.chunks(plan, bytes: chunkBytes)
    let most = chunks.first?.count ?? 0
    let inputs = try planes(depth * most, tiling, plan)
    let upstream = try planes(width * most, tiling, plan)
    var sums = try planes(depth * width, tiling, plan)
    for tiles in chunks {
      let argument = tiling.argument(tiles, room: tiles.count)
      try winogradTransform(
        "winograd_input", tiling, plan, channels: depth, tiles: tiles.count,
        [.buffer(x), .buffer(inputs), argument])
      try winogradTransform(
        "winograd_upstream", tiling, plan, channels: width, tiles: tiles.count,
        [.buffer(dy), .buffer(upstream), argument])
      sums = try winogradWeightProduct(inputs, upstream, addedTo: sums, tiling, tiles, plan)
      if let db, !plan.isGrouped {
        try queue.launch(
          try winogradKernel("winograd_bias_gradient", tiling, plan),
          global: [width / plan.vectorWidth],
          local: [1], [.buffer(upstream), .buffer(db), argument],
          bytes: tiles.count * width * MemoryLayout<Float>.stride)
      }
    }
    try winogradWeightTransform(
      "winograd_weight_gradient", tiling, plan, outputs: width, inputs: depth,
      [
        .buffer(sums), .buffer(dw), .int(tiling.channels), .int(tiling.outChannels),
        .int(tiling.grid.vertical.kernel), .int(tiling.grid.horizontal.kernel),
        .int(tiling.grid.vertical.step), .int(tiling.grid.horizontal.step),
      ])
    // A column of the transformed upstream gradient would keep too little of a GPU busy.
    if let db, plan.isGrouped {
      try biasGradient(dy, rows: tiling.grid.pixels, columns: tiling.outChannels, into: db)
    }
  }

  /// The products of a chunk of tiles, added to the sums over the chunks before.
  ///
  /// - Throws: `OpenCLError` where memory is short or a kernel cannot be built or enqueued.
  private func winogradWeightProduct(
    _ inputs: Buffer, _ upstream: Buffer, addedTo sums: Buffer, _ tiling: WinogradTiling,
    _ tiles: Range<Int>, _ plan: WinogradPlan
  ) throws(OpenCLError) -> Buffer {
    switch plan {
    case .phases(let registers, _), .fused(let registers, _):
      try queue.launch(
        try winogradKernel("winograd_weight_product", tiling, plan),
        global: [
          ceilDivide(
            tiling.inputs(plan.vectorWidth), registers.tilesEach * registers.tile.rows),
          tiling.planes,
        ],
        local: [1, 1],
        [
          .buffer(inputs), .buffer(upstream), .buffer(sums),
          tiling.argument(tiles, room: tiles.count), .int(registers.tilesEach),
        ], multiplyAdds: registers.tile.multiplyAdds(tiling.weightProduct(tiles: tiles.count)))
      return sums
    case .groups(let tile, _):
      let shape = tiling.weightProduct(tiles: tiles.count)
      let products = try floats(shape.outputCount)
      try matmul(
        inputs, upstream, shape, into: products, plan: MatMulPlan(self.plan, shape, tile))
      if tiles.lowerBound == 0 { return products }
      let total = try floats(shape.outputCount)
      try arithmetic(.add, sums, products, into: total, count: shape.outputCount)
      return total
    }
  }
}
