public import OpenCL

extension Kernels {
  /// y = act(x ∗ weight + bias), the cross-correlation that deep learning calls convolution.
  ///
  /// - Parameter forms: what was made of the weight before, and is kept.
  /// - Throws: `OpenCLError` where memory is short or a kernel cannot be built or enqueued.
  public func conv2d(
    _ x: Buffer, weight: Buffer, forms: WeightForms? = nil, bias: Buffer? = nil,
    _ shape: Conv2DShape, activation: Activation = .identity, into y: Buffer,
    plan: Conv2DPlan? = nil
  ) throws(OpenCLError) {
    try gather(
      .forward(shape), x: x, weight: weight, forms, bias: bias, activation, gate: nil, into: y,
      plan)
  }

  /// The gradient with respect to x of `conv2d` given that of its output.
  ///
  /// - Parameters:
  ///   - forms: what was made of the weight before, and is kept.
  ///   - gate: where x is a rectifier's output, so that the gradient is that of its input.
  /// - Throws: `OpenCLError` where memory is short or a kernel cannot be built or enqueued.
  public func conv2dDataGradient(
    _ dy: Buffer, weight: Buffer, forms: WeightForms? = nil, _ shape: Conv2DShape,
    gate: Gate? = nil, into dx: Buffer, plan: Conv2DPlan? = nil
  ) throws(OpenCLError) {
    try conv2dAdjoint(
      dy, weight: weight, forms, bias: nil, shape, .identity, gate: gate, into: dx, plan)
  }

  /// The data gradient with an epilogue, which a transposed convolution is.
  ///
  /// - Throws: `OpenCLError` where memory is short or a kernel cannot be built or enqueued.
  func conv2dAdjoint(
    _ dy: Buffer, weight: Buffer, _ forms: WeightForms?, bias: Buffer?, _ shape: Conv2DShape,
    _ activation: Activation, gate: Gate? = nil, into dx: Buffer, _ plan: Conv2DPlan?
  ) throws(OpenCLError) {
    try gather(
      .dataGradient(shape), x: dy, weight: weight, forms, bias: bias, activation, gate: gate,
      into: dx, plan)
  }

  /// A pass with all that a kernel can do to its results.
  ///
  /// - Throws: `OpenCLError` where memory is short or a kernel cannot be built or enqueued.
  func gather(
    _ pass: Conv2DPass, x: Buffer, weight: Buffer, _ forms: WeightForms?, bias: Buffer?,
    _ activation: Activation, gate: Gate?, into y: Buffer, _ forced: Conv2DPlan?
  ) throws(OpenCLError) {
    let plan = choose(forced, for: pass)
    let layout = pass.weightLayout
    try applying(activation, into: y, count: pass.outputCount) { (slope, y) throws(OpenCLError) in
      let slope = gate?.slope ?? slope
      let ends: [KernelArgument] = [.optional(bias), .optional(gate?.values), .buffer(y)]
      let direct: DirectConv2DPlan
      switch plan {
      case .winograd(let plan):
        if let tiling = WinogradTiling(pass) {
          return try winograd(tiling, plan, x: x, weight: weight, forms, ends, slope)
        }
        direct = DirectConv2DPlan(self.plan, pass)
      case .direct(let plan): direct = plan
      }
      for grid in direct.isWhole ? [pass.wholeGrid] : pass.grids {
        let packed = try pack(weight, forms, layout, grid, width: direct.panelWidth)
        try launch(
          grid, direct, [.buffer(x), .buffer(packed)] + ends + [grid.argument], slope)
      }
    }
  }

  /// The part of the weights that a grid uses, in the order in which its kernel reads them.
  ///
  /// - Throws: `OpenCLError` where memory is short or a kernel cannot be built or enqueued.
  private func pack(
    _ weight: Buffer, _ forms: WeightForms?, _ layout: WeightLayout, _ grid: Conv2DGrid, width: Int
  ) throws(OpenCLError) -> Buffer {
    let packed = grid.packed(layout, width: width)
    if plan.family == .gpu { return try form(packed, of: weight, keptIn: forms) }
    let buffer = try floats(packed.count)
    let items = min(width, plan.largestGroup)
    try queue.launch(
      try kernel("conv2d_pack", in: ["conv2d_pack"]),
      global: [grid.channels * items, ceilDivide(grid.outChannels, width)], local: [items, 1],
      [.buffer(weight), .buffer(buffer), .ints(packed.fields)])
    return buffer
  }

  private func launch(
    _ grid: Conv2DGrid, _ plan: DirectConv2DPlan, _ arguments: [KernelArgument], _ slope: Float
  ) throws(OpenCLError) {
    let panels = ceilDivide(grid.outChannels, plan.panelWidth)
    switch plan {
    case .patches(let tile) where grid.takesPatches(tile):
      let kernel = try kernel(
        "conv2d_patch", in: ["vector", "elements", "epilogue", "conv2d_grid", "conv2d_patch"],
        options: tile.options + [
          "-D STEP=\(grid.windowStep)", "-D PATCH=\(Conv2DGrid.patchFloats)",
        ])
      let lines = grid.batch * grid.vertical.count
      let isPastCaches =
        grid.outChannels % tile.vectorWidth == 0
        && Kernels.isBeyondCaches(grid.pixels * grid.outChannels)
      try launchTiles(
        kernel, grid, tile, tiles: lines * ceilDivide(grid.horizontal.count, tile.rows), panels,
        arguments, slope, [.int(isPastCaches ? 1 : 0)])
    case .outputVectors(let tile), .patches(let tile):
      let kernel = try conv2dKernel("conv2d", beside: ["conv2d_pixel"], tile.options)
      try launchTiles(kernel, grid, tile, panels, arguments, slope)
    case .subpixels(let tile):
      let kernel = try conv2dKernel("conv2d", beside: ["conv2d_subpixel"], tile.options)
      try launchTiles(kernel, grid, tile, panels, arguments, slope)
    case .inputVectors(let pixels, let vectorWidth):
      let kernel = try conv2dKernel(
        "conv2d_narrow", ["-D V=\(vectorWidth)", "-D MR=\(pixels)"])
      let tile = RegisterTile(rows: pixels, vectors: 1, vectorWidth: 1)
      try launchTiles(kernel, grid, tile, panels, arguments, slope)
    case .group(let tile):
      try launchGroups(
        "conv2d_pixel", grid.outputsAreStrips ? ["-D WHOLE_VECTORS"] : [], tile, grid, arguments,
        slope)
    case .subpixelGroup(let tile):
      try launchGroups("conv2d_subpixel", [], tile, grid, arguments, slope)
    }
  }

  /// Launches the kernel for GPUs.
  ///
  /// - Parameter outputs: the file that says what the outputs of a grid's pixel are.
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  private func launchGroups(
    _ outputs: String, _ options: [String], _ tile: GroupTile, _ grid: Conv2DGrid,
    _ arguments: [KernelArgument], _ slope: Float
  ) throws(OpenCLError) {
    try queue.launch(
      try conv2dKernel(
        "conv2d_tiled", beside: files(of: tile) + [outputs],
        tile.options + grid.inputStripOptions + options, localMemory: tile.localMemory),
      global: tile.global(rows: grid.pixels, columns: grid.outChannels), local: tile.group,
      arguments + [.float(slope)],
      multiplyAdds: tile.multiplyAdds(
        on: plan, rows: grid.pixels, columns: grid.outChannels, depth: grid.depth))
  }

  private func conv2dKernel(
    _ name: String, beside files: [String] = [], _ options: [String], localMemory: Int = 0
  ) throws(OpenCLError) -> Kernel {
    try kernel(
      name, in: ["vector", "epilogue", "conv2d_grid"] + files + [name], options: options,
      localMemory: localMemory)
  }

  /// Launches a kernel whose work-items do register tiles one after the other.
  ///
  /// - Parameter tiles: if not said, those that its pixels fill.
  /// - Throws: `OpenCLError` where the kernel cannot be enqueued.
  private func launchTiles(
    _ kernel: Kernel, _ grid: Conv2DGrid, _ tile: RegisterTile, tiles: Int? = nil, _ panels: Int,
    _ arguments: [KernelArgument], _ slope: Float, _ last: [KernelArgument] = []
  ) throws(OpenCLError) {
    let tiles = tiles ?? ceilDivide(grid.pixels, tile.rows)
    // Enough groups for every core to have several, few enough to keep a panel in its cache.
    let tilesEach = max(1, min(64, tiles * panels / (16 * plan.computeUnits)))
    try queue.launch(
      kernel, global: [ceilDivide(tiles, tilesEach), panels], local: [1, 1],
      arguments + [.int(tilesEach), .float(slope)] + last,
      multiplyAdds: tile.multiplyAdds(
        rows: grid.pixels, columns: grid.outChannels, depth: grid.depth))
  }
}

/// Where a convolution's weight lies: PyTorch's layout with output and input channels in either order.
struct WeightLayout {
  let outStep: Int
  let inStep: Int
  /// The kernel's rows and columns.
  let height: Int
  let width: Int
}
