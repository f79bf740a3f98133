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
    let packedB = try pack(
      b, lines: shape.columns, depth: shape.depth, contiguousDepth: shape.transposedB,
      width: plan.panelWidth, batch: shape.sharedB ? 1 : shape.batch)
    let tiles = MatMulPlan.ceil(shape.rows, plan.tileRows)
    let panels = MatMulPlan.ceil(shape.columns, plan.panelWidth)
    let left: Operand
    if plan.packsA {
      let packed = try pack(
        a, lines: shape.rows, depth: shape.depth, contiguousDepth: !shape.transposedA,
        width: plan.tileRows, batch: shape.sharedA ? 1 : shape.batch)
      left = Operand(
        buffer: packed, step: plan.tileRows, tileStep: plan.tileRows * shape.depth,
        batchStep: tiles * plan.tileRows * shape.depth)
    } else {
      left = Operand(
        buffer: a, step: shape.transposedA ? shape.rows : shape.depth, tileStep: plan.tileRows,
        batchStep: shape.rows * shape.depth)
    }
    let kernel = try kernel(
      "matmul", in: ["vector", "epilogue", "matmul"],
      options: [
        "-D V=\(plan.vectorWidth)", "-D MR=\(plan.tileRows)", "-D NV=\(plan.tileVectors)",
      ] + (plan.packsA || shape.transposedA ? [] : ["-D ROWS"]))
    try queue.launch(
      kernel,
      global: [
        MatMulPlan.ceil(tiles, MatMulPlan.tilesEach),
        MatMulPlan.ceil(panels, MatMulPlan.panelsEach), shape.batch * plan.splits,
      ],
      local: [1, 1, 1],
      [
        .buffer(left.buffer), .buffer(packedB), .optional(bias), .buffer(c),
        .ints([
          shape.rows, shape.columns, shape.depth, left.step, left.tileStep,
          shape.sharedA ? 0 : left.batchStep,
          shape.sharedB ? 0 : panels * plan.panelWidth * shape.depth, MatMulPlan.tilesEach,
          MatMulPlan.panelsEach, plan.splits,
        ]), .float(slope),
      ])
  }

  /// Lines of A or B in panels of `width`.
  private func pack(
    _ source: Buffer, lines: Int, depth: Int, contiguousDepth: Bool, width: Int, batch: Int
  ) throws(OpenCLError) -> Buffer {
    let panels = MatMulPlan.ceil(lines, width)
    let packed = try floats(batch * panels * width * depth)
    try queue.launch(
      try kernel("matmul_pack", in: ["matmul_pack"]),
      global: [MatMulPlan.ceil(depth, 64) * width, panels, batch], local: [width, 1, 1],
      [
        .buffer(source), .buffer(packed), .int(lines), .int(depth),
        .int(contiguousDepth ? depth : 1), .int(contiguousDepth ? 1 : lines),
      ])
    return packed
  }
}

/// The left side as the kernel reads it.
private struct Operand {
  let buffer: Buffer
  let step: Int
  let tileStep: Int
  let batchStep: Int
}
