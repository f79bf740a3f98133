import OpenCL

extension Kernels {
  /// A convolution's grid by Winograd's algorithm: y = act(x ∗ weight + bias) in three phases a chunk
  /// of tiles: transform the input, multiply with the transformed weights, transform the products.
  func winograd(
    _ tiling: WinogradTiling, _ plan: WinogradPlan, x: Buffer, weight: Buffer,
    _ layout: WeightLayout, bias: Buffer?, _ slope: Float, into y: Buffer
  ) throws(OpenCLError) {
    let weights = try winogradWeights(tiling, plan, weight, layout)
    let chunks = tiling.chunks(plan)
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
        [.buffer(outputs), .optional(bias), .buffer(y), argument, .int(each), .float(slope)])
    }
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

  func winogradKernel(_ name: String, _ plan: WinogradPlan) throws(OpenCLError) -> Kernel {
    try kernel(
      name, in: ["vector", "epilogue", "winograd", name],
      options: plan.tile.options + ["-D KC=\(plan.depth)"])
  }

  /// Room for 36 planes of `count` floats and the cache line between them.
  func planes(_ count: Int) throws(OpenCLError) -> Buffer {
    try floats(WinogradTiling.planes * (count + 16))
  }

  /// Tiles that a work-item transforms: few enough for every core to have several groups of them.
  func tilesEach(_ count: Int) -> Int { max(1, min(8, count / (8 * plan.computeUnits))) }
}
