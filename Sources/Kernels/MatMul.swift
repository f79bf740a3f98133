public import OpenCL

extension Kernels {
  /// C = act(op(A) · op(B) + bias), the bias added to every row.
  public func matmul(
    _ a: Buffer, _ b: Buffer, bias: Buffer? = nil, _ shape: MatMulShape,
    activation: Activation = .identity, into c: Buffer, plan: MatMulPlan? = nil
  ) throws(OpenCLError) {
    let plan = plan ?? MatMulPlan(self.plan, shape)
    try applying(activation, into: c, count: shape.outputCount) {
      (slope, c) throws(OpenCLError) in
      let turned = plan.exchanges ? shape.transposed : shape
      let (left, right) = plan.exchanges ? (b, a) : (a, b)
      if plan.splits == 1 && !plan.exchanges {
        return try product(left, right, bias: bias, turned, plan, slope, into: c)
      }
      let partial = try floats(plan.splits * shape.outputCount)
      try product(left, right, bias: nil, turned, plan, 1, into: partial)
      try launchElementwise(
        try kernel("matmul_sum", in: ["matmul_sum"]), count: shape.outputCount,
        [
          .buffer(partial), .optional(bias), .buffer(c), .int(turned.columns),
          .int(turned.rows), .int(plan.splits), .int(plan.exchanges ? 1 : turned.columns),
          .int(plan.exchanges ? turned.rows : 1), .int(plan.exchanges ? 1 : 0), .float(slope),
        ])
    }
  }

  private func product(
    _ a: Buffer, _ b: Buffer, bias: Buffer?, _ shape: MatMulShape, _ plan: MatMulPlan,
    _ slope: Float, into c: Buffer
  ) throws(OpenCLError) {
    switch plan.method {
    case .registers(let tile, let packsA, _):
      try registerProduct(
        a, b, bias: bias, shape, tile, packsA: packsA, splits: plan.splits, slope, into: c)
    case .group(let tile):
      let global = tile.global(rows: shape.rows, columns: shape.columns)
      try queue.launch(
        try kernel(
          "matmul_tiled", in: ["vector", "epilogue", "group_tile", "matmul_tiled"],
          options: tile.options),
        global: global + [shape.batch * plan.splits], local: tile.group + [1],
        [
          .buffer(a), .buffer(b), .optional(bias), .buffer(c),
          .ints([
            shape.rows, shape.columns, shape.depth, shape.transposedA ? 1 : shape.depth,
            shape.transposedA ? shape.rows : 1, shape.sharedA ? 0 : shape.rows * shape.depth,
            shape.transposedB ? shape.depth : 1, shape.transposedB ? 1 : shape.columns,
            shape.sharedB ? 0 : shape.depth * shape.columns, plan.splits,
          ]), .float(slope),
        ])
    }
  }

  private func registerProduct(
    _ a: Buffer, _ b: Buffer, bias: Buffer?, _ shape: MatMulShape, _ tile: RegisterTile,
    packsA: Bool, splits: Int, _ slope: Float, into c: Buffer
  ) throws(OpenCLError) {
    let (left, right) = try operands(a, b, shape, tile, packsA: packsA)
    let kernel = try kernel(
      "matmul", in: ["vector", "epilogue", "matmul"],
      options: tile.options + (packsA || shape.transposedA ? [] : ["-D ROWS"]))
    try queue.launch(
      kernel,
      global: [
        ceilDivide(shape.rows, tile.rows * MatMulPlan.tilesEach),
        ceilDivide(shape.columns, tile.columns * MatMulPlan.panelsEach), shape.batch * splits,
      ],
      local: [1, 1, 1],
      [
        .buffer(left.buffer), .buffer(right.buffer), .optional(bias), .buffer(c),
        .ints([
          shape.rows, shape.columns, shape.depth, left.step, left.tileStep, left.batchStep,
          right.batchStep, MatMulPlan.tilesEach, MatMulPlan.panelsEach, splits,
        ]), .float(slope),
      ])
  }

  /// Both sides as the kernel reads them.
  private func operands(
    _ a: Buffer, _ b: Buffer, _ shape: MatMulShape, _ tile: RegisterTile, packsA: Bool
  ) throws(OpenCLError) -> (Operand, Operand) {
    let right = try pack(
      b, lines: shape.columns, depth: shape.depth, contiguousDepth: shape.transposedB,
      width: tile.columns, batch: shape.sharedB ? 1 : shape.batch)
    if packsA {
      let left = try pack(
        a, lines: shape.rows, depth: shape.depth, contiguousDepth: !shape.transposedA,
        width: tile.rows, batch: shape.sharedA ? 1 : shape.batch)
      return (left, right)
    }
    let left = Operand(
      buffer: a, step: shape.transposedA ? shape.rows : shape.depth, tileStep: tile.rows,
      batchStep: shape.sharedA ? 0 : shape.rows * shape.depth)
    return (left, right)
  }

  /// Lines of A or B in panels of `width`.
  private func pack(
    _ source: Buffer, lines: Int, depth: Int, contiguousDepth: Bool, width: Int, batch: Int
  ) throws(OpenCLError) -> Operand {
    let panels = ceilDivide(lines, width)
    let packed = try floats(batch * panels * width * depth)
    try queue.launch(
      try kernel("matmul_pack", in: ["matmul_pack"]),
      global: [ceilDivide(depth, 64) * width, panels, batch], local: [width, 1, 1],
      [
        .buffer(source), .buffer(packed), .int(lines), .int(depth),
        .int(contiguousDepth ? depth : 1), .int(contiguousDepth ? 1 : lines),
      ])
    return Operand(
      buffer: packed, step: width, tileStep: width * depth,
      batchStep: batch == 1 ? 0 : panels * width * depth)
  }
}

/// One side of a product as the kernel reads it: from one step of the depth, tile and matrix of the
/// batch to the next.
private struct Operand {
  let buffer: Buffer
  let step: Int
  let tileStep: Int
  let batchStep: Int
}
