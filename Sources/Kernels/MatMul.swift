public import OpenCL

extension Kernels {
  /// C = act(op(A) · op(B) + bias), the bias added to every row.
  ///
  /// - Throws: `OpenCLError` where memory is short or a kernel cannot be built or enqueued.
  public func matmul(
    _ a: Buffer, _ b: Buffer, bias: Buffer? = nil, _ shape: MatMulShape,
    activation: Activation = .identity, into c: Buffer, plan: MatMulPlan? = nil
  ) throws(OpenCLError) {
    let plan = choose(plan, for: shape)
    try applying(activation, into: c, count: shape.outputCount) {
      (slope, c) throws(OpenCLError) in
      if plan.splits == 1 { return try product(a, b, bias: bias, shape, plan, slope, into: c) }
      let partial = try floats(plan.splits * shape.outputCount)
      try partialProducts(a, b, shape, plan, into: partial)
      try launchElementwise(
        try kernel(
          "matmul_sum", in: ["vector", "epilogue", "matmul_sum"], options: ["-D V=1"]),
        count: shape.outputCount,
        [
          .buffer(partial), .optional(bias), .buffer(c), .int(shape.rows * shape.columns),
          .int(shape.columns), .int(plan.splits), .float(slope),
        ])
    }
  }

  /// The sums of each split, (batch, splits, rows, columns).
  ///
  /// - Throws: `OpenCLError` where memory is short or a kernel cannot be built or enqueued.
  func partialProducts(
    _ a: Buffer, _ b: Buffer, _ shape: MatMulShape, _ plan: MatMulPlan, into partial: Buffer
  ) throws(OpenCLError) {
    try product(a, b, bias: nil, shape, plan, 1, into: partial)
  }

  /// The product, or with splits one for each.
  ///
  /// - Throws: `OpenCLError` where memory is short or a kernel cannot be built or enqueued.
  private func product(
    _ a: Buffer, _ b: Buffer, bias: Buffer?, _ shape: MatMulShape, _ plan: MatMulPlan,
    _ slope: Float, into c: Buffer
  ) throws(OpenCLError) {
    switch plan.method {
    case .packed(let tile):
      try launch(
        "matmul", in: ["matmul_tile", "matmul"], ["-D PANEL=__global"], tile, of: a,
        try packedColumns(of: b, shape, tile), bias, shape, plan, slope, into: c)
    case .filled(let tile):
      try launch(
        "matmul", in: ["matmul_panel", "matmul_tile", "matmul"],
        ["-D PANEL=__local", "-D FILLS"]
          + panelOptions(tile.columns, alongDepth: shape.transposedB),
        localMemory: tile.localMemory(depth: plan.depth), tile, of: a,
        columnsInPlace(of: b, shape), bias, shape, plan, slope, into: c)
    case .narrow(let tile, let turned):
      let (left, right, shape) = turned ? (b, a, shape.transposed) : (a, b, shape)
      try launch(
        "matmul_narrow", in: ["matmul_tile", "matmul_narrow"],
        ["-D PANEL=__global"] + (turned ? ["-D TURNED"] : []), tile, of: left,
        try packedColumns(of: right, shape, tile), bias, shape, plan, slope, into: c)
    case .group(let tile):
      let global = tile.global(rows: shape.rows, columns: shape.columns)
      try launchInPlace(
        "matmul_tiled", in: files(of: tile), tile.options + shape.stripOptions,
        localMemory: tile.localMemory, global: global, local: tile.group, a, b, bias, shape, plan,
        slope, into: c,
        tile.multiplyAdds(
          on: self.plan, rows: shape.rows, columns: shape.columns, depth: shape.depth,
          batch: shape.batch, splits: plan.splits))
    case .subGroup(let tile):
      let global = [
        ceilDivide(shape.columns, tile.columns) * tile.width, ceilDivide(shape.rows, tile.rows),
      ]
      try launchInPlace(
        "matmul_subgroup", in: [], tile.options, global: global, local: [tile.width, 1], a, b,
        bias, shape, plan, slope, into: c,
        MultiplyAdds(
          flops: shape.flops, rate: 0.5,
          shape: [shape.rows, shape.columns, shape.depth] + (shape.batch > 1 ? [shape.batch] : [])))
    }
  }

  /// A kernel for GPUs, which reads both sides where they lie.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  private func launchInPlace(
    _ name: String, in files: [String], _ options: [String], localMemory: Int = 0, global: [Int],
    local: [Int],
    _ a: Buffer, _ b: Buffer, _ bias: Buffer?, _ shape: MatMulShape, _ plan: MatMulPlan,
    _ slope: Float, into c: Buffer, _ multiplyAdds: MultiplyAdds
  ) throws(OpenCLError) {
    try queue.launch(
      try kernel(
        name, in: ["vector", "epilogue", "matmul_in_place"] + files + [name], options: options,
        localMemory: localMemory),
      global: global + [shape.batch * plan.splits], local: local + [1],
      [
        .buffer(a), .buffer(b), .optional(bias), .buffer(c),
        .ints([
          shape.rows, shape.columns, shape.depth, shape.transposedA ? 1 : shape.depth,
          shape.transposedA ? shape.rows : 1, shape.sharedA ? 0 : shape.rows * shape.depth,
          shape.transposedB ? shape.depth : 1, shape.transposedB ? 1 : shape.columns,
          shape.sharedB ? 0 : shape.depth * shape.columns, plan.splits,
        ]), .float(slope),
      ], multiplyAdds: multiplyAdds)
  }

  /// A kernel for CPUs: a work-item a work-group.
  ///
  /// - Throws: `OpenCLError` where memory is short or a kernel cannot be built or enqueued.
  private func launch(
    _ name: String, in files: [String], _ options: [String], localMemory: Int = 0,
    _ tile: RegisterTile,
    of a: Buffer, _ right: MatMulOperand, _ bias: Buffer?, _ shape: MatMulShape,
    _ plan: MatMulPlan, _ slope: Float, into c: Buffer
  ) throws(OpenCLError) {
    let left = try rows(of: a, shape, tile)
    let options =
      tile.options + ["-D KC=\(plan.depth)"] + options + (shape.transposedA ? [] : ["-D ROWS"])
    try queue.launch(
      try kernel(
        name, in: ["vector", "epilogue"] + files, options: options, localMemory: localMemory),
      global: [
        ceilDivide(shape.rows, tile.rows * plan.tilesEach),
        ceilDivide(shape.columns, tile.columns * plan.panelsEach), shape.batch * plan.splits,
      ],
      local: [1, 1, 1],
      [
        .buffer(left.buffer), .buffer(right.buffer), .optional(bias), .buffer(c),
        .ints([
          shape.rows, shape.columns, shape.depth, left.batchStep, right.batchStep, plan.tilesEach,
          plan.panelsEach, plan.splits,
        ]), .float(slope),
      ],
      multiplyAdds: tile.multiplyAdds(shape))
  }
}

extension MatMulShape {
  /// How the sides lie, and whether strips of four are vectors (`kernels/matmul_tiled.cl`).
  fileprivate var stripOptions: [String] {
    let lengths = [transposedA ? rows : depth, transposedB ? depth : columns, columns]
    return [
      "-D LEFT_ALONG_DEPTH=\(transposedA ? 0 : 1)", "-D RIGHT_ALONG_DEPTH=\(transposedB ? 1 : 0)",
      "-D ALIGNED=\(lengths.allSatisfy { $0 % 4 == 0 } ? 1 : 0)",
    ]
  }
}
