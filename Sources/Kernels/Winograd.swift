import OpenCL

extension Kernels {
  /// A convolution, or a data gradient, by Winograd's algorithm: y = act(x ∗ weight + bias).
  ///
  /// - Parameter ends: bias, gate and y, as every convolution's kernel takes them.
  /// - Throws: `OpenCLError` where memory is short or a kernel cannot be built or enqueued.
  func winograd(
    _ tiling: WinogradTiling, _ plan: WinogradPlan, x: Buffer, weight: Buffer,
    _ forms: WeightForms?, _ ends: [KernelArgument], _ slope: Float
  ) throws(OpenCLError) {
    let weights = try winogradWeights(tiling, plan, weight, forms)
    switch plan {
    case .phases(_, let bytes), .groups(_, let bytes):
      try winogradPhases(
        tiling, plan, tiling.chunks(plan, bytes: bytes), x: x, weights: weights, ends, slope)
    case .fused(let registers, let tiles):
      try winogradFused(
        tiling, plan, registers, blockTiles: tiles, x: x, weights: weights, ends, slope)
    }
  }

  /// Transforms the input, multiplies it with the transformed weights and transforms the products, a
  /// chunk of tiles after the other.
  ///
  /// - Throws: `OpenCLError` where memory is short or a kernel cannot be built or enqueued.
  private func winogradPhases(
    _ tiling: WinogradTiling, _ plan: WinogradPlan, _ chunks: [Range<Int>], x: Buffer,
    weights: Buffer, _ ends: [KernelArgument], _ slope: Float
  ) throws(OpenCLError) {
    let most = plan.room(chunks.first?.count ?? 0)
    let (depth, width) = (tiling.inputs(plan.vectorWidth), tiling.outputs(plan.vectorWidth))
    let inputs = try planes(depth * most, tiling, plan)
    for tiles in chunks {
      let argument = tiling.argument(tiles, room: plan.room(tiles.count))
      try winogradTransform(
        "winograd_input", tiling, plan, channels: depth, tiles: tiles.count,
        [.buffer(x), .buffer(inputs), argument])
      let products = try winogradProduct(inputs, weights, tiling, tiles, plan)
      try winogradTransform(
        "winograd_output", tiling, plan, channels: width, tiles: tiles.count,
        splits: products.splits, [.buffer(products.sums)] + ends + [argument], [.float(slope)])
    }
  }

  /// The products of a chunk of tiles with the weights.
  ///
  /// - Throws: `OpenCLError` where memory is short or a kernel cannot be built or enqueued.
  private func winogradProduct(
    _ inputs: Buffer, _ weights: Buffer, _ tiling: WinogradTiling, _ tiles: Range<Int>,
    _ plan: WinogradPlan
  ) throws(OpenCLError) -> WinogradProducts {
    switch plan {
    case .phases(let registers, _), .fused(let registers, _):
      let outputs = try planes(
        tiling.outputs(plan.vectorWidth) * plan.room(tiles.count), tiling, plan)
      try queue.launch(
        try winogradKernel("winograd_product", tiling, plan),
        global: [
          ceilDivide(tiles.count, registers.tilesEach * registers.tile.rows),
          tiling.planes,
        ],
        local: [1, 1],
        [
          .buffer(inputs), .buffer(weights), .buffer(outputs),
          tiling.argument(tiles, room: plan.room(tiles.count)), .int(registers.tilesEach),
        ], multiplyAdds: registers.tile.multiplyAdds(tiling.product(tiles: tiles.count)))
      return WinogradProducts(sums: outputs)
    case .groups(let tile, _):
      return try winogradProducts(inputs, weights, tiling.product(tiles: tiles.count), tile)
    }
  }

  /// Does the same in one kernel.
  ///
  /// - Throws: `OpenCLError` where memory is short or a kernel cannot be built or enqueued.
  private func winogradFused(
    _ tiling: WinogradTiling, _ plan: WinogradPlan, _ registers: WinogradPlan.Registers,
    blockTiles: Int, x: Buffer, weights: Buffer, _ ends: [KernelArgument], _ slope: Float
  ) throws(OpenCLError) {
    let room = plan.room(blockTiles)
    let groups = min(4 * self.plan.computeUnits, ceilDivide(tiling.count, room))
    let width = tiling.inputs(plan.vectorWidth) + registers.tile.columns
    let scratch = try floats(
      groups * tiling.planes * (width * room + 2 * plan.planeGap))
    try queue.launch(
      try winogradKernel(
        "winograd_fused", tiling, plan,
        beside: ["winograd_input", "winograd_product", "winograd_output"]),
      global: [groups], local: [1],
      [.buffer(x), .buffer(weights)] + ends + [
        .buffer(scratch), tiling.argument(0..<tiling.count, room: room), .float(slope),
      ], multiplyAdds: registers.tile.multiplyAdds(tiling.product(tiles: tiling.count)))
  }

  /// The transformed weights.
  ///
  /// - Throws: `OpenCLError` where memory is short or a kernel cannot be built or enqueued.
  private func winogradWeights(
    _ tiling: WinogradTiling, _ plan: WinogradPlan, _ weight: Buffer, _ forms: WeightForms?
  ) throws(OpenCLError) -> Buffer {
    if plan.isGrouped { return try form(tiling.transformedWeights, of: weight, keptIn: forms) }
    let depth = tiling.inputs(plan.vectorWidth)
    let width = ceilDivide(tiling.outputs(plan.vectorWidth), plan.panelWidth) * plan.panelWidth
    let weights = try planes(width * depth, tiling, plan)
    try winogradWeightTransform(
      "winograd_weight", tiling, plan, outputs: width, inputs: depth,
      [.buffer(weight), .buffer(weights), .ints(tiling.weightFields)])
    return weights
  }
}

// MARK: - What the weight gradient shares

/// The products of tiles: sums in as many parts as `SPLITS` says (`kernels/winograd.cl`).
struct WinogradProducts {
  let sums: Buffer
  var splits = 1
}

extension Kernels {
  /// Products on a GPU, whose parts the transform behind them adds up.
  ///
  /// - Throws: `OpenCLError` where memory is short or the kernel cannot be built or enqueued.
  func winogradProducts(
    _ a: Buffer, _ b: Buffer, _ shape: MatMulShape, _ tile: GroupTile
  ) throws(OpenCLError) -> WinogradProducts {
    let plan = choose(MatMulPlan(self.plan, shape, tile), for: shape)
    let sums = try floats(plan.splits * shape.outputCount)
    try partialProducts(a, b, shape, plan, into: sums)
    return WinogradProducts(sums: sums, splits: plan.splits)
  }

  /// A transform from or to tiles: a work-item does some tiles and all their channels on a CPU, one of
  /// both on a GPU. How many tiles, stands between the arguments.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  func winogradTransform(
    _ name: String, _ tiling: WinogradTiling, _ plan: WinogradPlan, channels: Int, tiles: Int,
    splits: Int = 1, _ arguments: [KernelArgument], _ further: [KernelArgument] = []
  ) throws(OpenCLError) {
    // Few enough on a CPU for every core to have several groups of them.
    let each =
      plan.isGrouped ? 1 : max(1, min(8, tiles / (8 * self.plan.computeUnits)))
    try launchItems(
      try winogradKernel(name, tiling, plan, splits: splits),
      vectors: plan.isGrouped ? channels : 1,
      rows: ceilDivide(tiles, each), inGroups: plan.isGrouped,
      arguments + [.int(each)] + further,
      bytes: tiles * channels * (tiling.planeBytes + WinogradTiling.tileBytes))
  }

  /// A transform from or to weights: a work-item does a vector of outputs and some inputs.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  func winogradWeightTransform(
    _ name: String, _ tiling: WinogradTiling, _ plan: WinogradPlan, outputs: Int, inputs: Int,
    beside files: [String] = [], splits: Int = 1, _ arguments: [KernelArgument]
  ) throws(OpenCLError) {
    let each = plan.isGrouped ? 1 : 64
    try launchItems(
      try winogradKernel(name, tiling, plan, beside: files, splits: splits),
      vectors: outputs / plan.vectorWidth,
      rows: ceilDivide(inputs, each), inGroups: plan.isGrouped, arguments + [.int(each)])
  }

  func winogradKernel(
    _ name: String, _ tiling: WinogradTiling, _ plan: WinogradPlan, beside files: [String] = [],
    splits: Int = 1, options: [String] = [], localMemory: Int = 0
  ) throws(OpenCLError) -> Kernel {
    try kernel(
      name, in: ["vector", "epilogue", "winograd"] + files + [name],
      options: plan.options + ["-D TAPS=\(tiling.taps)"]
        + (splits > 1 ? ["-D SPLITS=\(splits)"] : []) + options, localMemory: localMemory)
  }

  /// Room for a tiling's planes of `count` floats.
  ///
  /// - Throws: `OpenCLError.outOfMemory`.
  func planes(_ count: Int, _ tiling: WinogradTiling, _ plan: WinogradPlan) throws(OpenCLError)
    -> Buffer
  {
    try floats(tiling.planes * (count + plan.planeGap))
  }
}

extension WinogradPlan {
  var isGrouped: Bool { if case .groups = self { true } else { false } }

  /// Floats between planes (`PLANE_GAP`).
  fileprivate var planeGap: Int { isGrouped ? 0 : 16 }

  /// Outputs in a panel of transformed weights; one panel has them all on a GPU.
  fileprivate var panelWidth: Int {
    switch self {
    case .phases(let registers, _), .fused(let registers, _): registers.tile.columns
    case .groups: 1
    }
  }

  /// For how many tiles a plane has room: whole register tiles on CPUs.
  fileprivate func room(_ tiles: Int) -> Int {
    switch self {
    case .phases(let registers, _), .fused(let registers, _):
      ceilDivide(tiles, registers.tile.rows) * registers.tile.rows
    case .groups: tiles
    }
  }

  fileprivate var options: [String] {
    switch self {
    case .phases(let registers, _), .fused(let registers, _):
      registers.tile.options + ["-D KC=\(registers.depth)"]
    case .groups: ["-D V=1"]
    }
  }
}
