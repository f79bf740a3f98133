import OpenCL

extension Kernels {
  /// A convolution's grid by Winograd's algorithm: y = act(x ∗ weight + bias).
  ///
  /// - Parameter ends: bias, gate and y, as every convolution's kernel takes them.
  func winograd(
    _ tiling: WinogradTiling, _ plan: WinogradPlan, x: Buffer, weight: Buffer,
    _ layout: WeightLayout, _ ends: [KernelArgument], _ slope: Float
  ) throws(OpenCLError) {
    let weights = try winogradWeights(tiling, plan, weight, layout)
    switch plan.schedule {
    case .phases(let bytes):
      try winogradPhases(
        tiling, plan, tiling.chunks(plan, bytes: bytes), x: x, weights: weights, ends, slope)
    case .fused(let tiles):
      try winogradFused(
        tiling, plan, blockTiles: tiles, x: x, weights: weights, ends, slope)
    }
  }

  /// Transforms the input, multiplies it with the transformed weights and transforms the products, a
  /// chunk of tiles after the other.
  private func winogradPhases(
    _ tiling: WinogradTiling, _ plan: WinogradPlan, _ chunks: [Range<Int>], x: Buffer,
    weights: Buffer, _ ends: [KernelArgument], _ slope: Float
  ) throws(OpenCLError) {
    let room = ceilDivide(chunks.first?.count ?? 0, plan.tile.rows) * plan.tile.rows
    let inputs = try planes(plan.padded(tiling.grid.channels) * room)
    let outputs = try planes(plan.padded(tiling.grid.outChannels) * room)
    let product = try winogradKernel("winograd_product", plan)
    let transform = try winogradKernel("winograd_output", plan)
    for tiles in chunks {
      let argument = tiling.argument(tiles, room: room)
      try winogradInput(x, argument, tiles.count, plan, into: inputs)
      try queue.launch(
        product,
        global: [ceilDivide(tiles.count, plan.tilesEach * plan.tile.rows), WinogradTiling.planes],
        local: [1, 1],
        [
          .buffer(inputs), .buffer(weights), .buffer(outputs), argument, .int(plan.tilesEach),
        ])
      let each = tilesEach(tiles.count)
      try queue.launch(
        transform, global: [ceilDivide(tiles.count, each)], local: [1],
        [.buffer(outputs)] + ends + [argument, .int(each), .float(slope)])
    }
  }

  /// Does the same in one kernel.
  private func winogradFused(
    _ tiling: WinogradTiling, _ plan: WinogradPlan, blockTiles: Int, x: Buffer, weights: Buffer,
    _ ends: [KernelArgument], _ slope: Float
  ) throws(OpenCLError) {
    let room = ceilDivide(blockTiles, plan.tile.rows) * plan.tile.rows
    let groups = min(4 * self.plan.computeUnits, ceilDivide(tiling.count, room))
    let scratch = try floats(
      groups * WinogradTiling.planes
        * ((plan.padded(tiling.grid.channels) + plan.tile.columns) * room + 2 * planeGap))
    try queue.launch(
      try winogradKernel(
        "winograd_fused", plan, beside: ["winograd_input", "winograd_product", "winograd_output"]),
      global: [groups], local: [1],
      [.buffer(x), .buffer(weights)] + ends + [
        .buffer(scratch), tiling.argument(0..<tiling.count, room: room), .float(slope),
      ])
  }

  /// The transformed input of `count` tiles.
  func winogradInput(
    _ x: Buffer, _ tiling: KernelArgument, _ count: Int, _ plan: WinogradPlan,
    into planes: Buffer
  ) throws(OpenCLError) {
    let each = tilesEach(count)
    try queue.launch(
      try winogradKernel("winograd_input", plan), global: [ceilDivide(count, each)], local: [1],
      [.buffer(x), .buffer(planes), tiling, .int(each)])
  }

  /// The transformed weights.
  private func winogradWeights(
    _ tiling: WinogradTiling, _ plan: WinogradPlan, _ weight: Buffer, _ layout: WeightLayout
  ) throws(OpenCLError) -> Buffer {
    let grid = tiling.grid
    let depth = plan.padded(grid.channels)
    let panels = ceilDivide(grid.outChannels, plan.tile.columns)
    let weights = try planes(panels * plan.tile.columns * depth)
    let each = 64
    try queue.launch(
      try winogradKernel("winograd_weight", plan),
      global: [ceilDivide(depth, each), panels * plan.tile.vectors], local: [1, 1],
      [
        .buffer(weight), .buffer(weights), .int(grid.channels), .int(grid.outChannels),
        .int(layout.outStep), .int(layout.inStep), .int(tiling.isBackwards ? 1 : 0), .int(each),
      ])
    return weights
  }

  func winogradKernel(
    _ name: String, _ plan: WinogradPlan, beside files: [String] = []
  ) throws(OpenCLError) -> Kernel {
    try kernel(
      name, in: ["vector", "epilogue", "winograd"] + files + [name],
      options: plan.tile.options + ["-D KC=\(plan.depth)"])
  }

  /// Room for 36 planes of `count` floats and the cache line between them.
  func planes(_ count: Int) throws(OpenCLError) -> Buffer {
    try floats(WinogradTiling.planes * (count + planeGap))
  }

  /// Tiles that a work-item transforms: few enough for every core to have several groups of them.
  func tilesEach(_ count: Int) -> Int { max(1, min(8, count / (8 * plan.computeUnits))) }
}

/// Floats between planes (`plane_floats`).
private let planeGap = 16
