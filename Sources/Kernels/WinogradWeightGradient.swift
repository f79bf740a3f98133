import OpenCL

extension Kernels {
  /// The gradients with respect to a convolution's weights, and bias if asked for, by Winograd's
  /// algorithm: a chunk of tiles after the other, transform the input and the gradient of the output
  /// and multiply them, adding up; at last transform the sums.
  ///
  /// - Throws: `OpenCLError` where memory is short or a kernel cannot be built or enqueued.
  func winogradWeightGradient(
    _ tiling: WinogradTiling, _ plan: WinogradPlan, chunkBytes: Int, x: Buffer, dy: Buffer,
    into dw: Buffer, _ bias: WantedBias?
  ) throws(OpenCLError) {
    let (depth, width) = (tiling.inputs(plan.vectorWidth), tiling.outputs(plan.vectorWidth))
    let chunks = tiling.chunks(plan, bytes: chunkBytes)
    let most = chunks.first?.count ?? 0
    let inputs = try planes(depth * most, tiling, plan)
    let upstream = try planes(width * most, tiling, plan)
    // A column of the transformed gradient would keep too little of a GPU busy.
    let takesTransformed = !plan.isGrouped && bias?.upstream === dy
    let biasSums = plan.isGrouped ? try biasSums(bias, inGroupsOf: self.plan.groupSize) : nil
    var products = WinogradProducts(sums: try planes(depth * width, tiling, plan))
    for tiles in chunks {
      let argument = tiling.argument(tiles, room: tiles.count)
      try winogradFactors(
        tiling, plan, tiles: tiles.count, argument, (x, into: inputs, channels: depth),
        (dy, into: upstream, channels: width), tiles.lowerBound == 0 ? biasSums : nil)
      products = try winogradWeightProduct(
        inputs, upstream, addedTo: products.sums, tiling, tiles, plan)
      if let bias, takesTransformed {
        try queue.launch(
          try winogradKernel("winograd_bias_gradient", tiling, plan),
          global: [width / plan.vectorWidth],
          local: [1], [.buffer(upstream), .buffer(bias.gradient), argument],
          bytes: tiles.count * width * MemoryLayout<Float>.stride)
      }
    }
    try winogradWeightTransform(
      "winograd_weight_gradient", tiling, plan, outputs: width, inputs: depth,
      beside: ["bias_sums"], splits: products.splits,
      [
        .buffer(products.sums), .buffer(dw), .int(tiling.channels), .int(tiling.outChannels),
        .int(tiling.grid.vertical.kernel), .int(tiling.grid.horizontal.kernel),
        .int(tiling.grid.vertical.step), .int(tiling.grid.horizontal.step),
      ] + [KernelArgument](addingUp: biasSums))
    if let bias, !plan.isGrouped, !takesTransformed { try biasGradient(bias) }
  }

  /// Transforms the input and the gradient of the output, and on GPUs sums blocks of a bias's gradient.
  ///
  /// - Throws: `OpenCLError` where a kernel cannot be built or enqueued.
  private func winogradFactors(
    _ tiling: WinogradTiling, _ plan: WinogradPlan, tiles: Int, _ argument: KernelArgument,
    _ x: (Buffer, into: Buffer, channels: Int), _ dy: (Buffer, into: Buffer, channels: Int),
    _ biasSums: BiasSums?
  ) throws(OpenCLError) {
    if plan.isGrouped {
      return try launchItems(
        try winogradKernel(
          "winograd_factors", tiling, plan,
          beside: ["winograd_input", "winograd_upstream", "bias_sums"],
          options: ["-D ITEMS=\(self.plan.groupSize)"],
          localMemory: self.plan.groupSize * MemoryLayout<Float>.stride),
        vectors: max(x.channels, dy.channels), rows: tiles, layers: biasSums == nil ? 2 : 3,
        inGroups: true,
        [.buffer(x.0), .buffer(x.into), .buffer(dy.0), .buffer(dy.into), argument]
          + [KernelArgument](making: biasSums))
    }
    for (name, side) in [("winograd_input", x), ("winograd_upstream", dy)] {
      try winogradTransform(
        name, tiling, plan, channels: side.channels, tiles: tiles,
        [.buffer(side.0), .buffer(side.into), argument])
    }
  }

  /// The products of a chunk of tiles, added to the sums over the chunks before.
  ///
  /// - Throws: `OpenCLError` where memory is short or a kernel cannot be built or enqueued.
  private func winogradWeightProduct(
    _ inputs: Buffer, _ upstream: Buffer, addedTo sums: Buffer, _ tiling: WinogradTiling,
    _ tiles: Range<Int>, _ plan: WinogradPlan
  ) throws(OpenCLError) -> WinogradProducts {
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
      return WinogradProducts(sums: sums)
    case .groups(let tile, _):
      let shape = tiling.weightProduct(tiles: tiles.count)
      if tiles.count == tiling.count {
        return try winogradProducts(inputs, upstream, shape, tile)
      }
      let products = try floats(shape.outputCount)
      try matmul(
        inputs, upstream, shape, into: products, plan: MatMulPlan(self.plan, shape, tile))
      if tiles.lowerBound == 0 { return WinogradProducts(sums: products) }
      let total = try floats(shape.outputCount)
      try arithmetic(.add, sums, products, into: total, count: shape.outputCount)
      return WinogradProducts(sums: total)
    }
  }
}
