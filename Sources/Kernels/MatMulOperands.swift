import OpenCL

/// One side of a product as the kernels for CPUs read it.
struct MatMulOperand {
  let buffer: Buffer
  /// Floats from one matrix of the batch to the next; 0 where all share one.
  let batchStep: Int
}

extension Kernels {
  /// A where it lies, or, where it is stored as depth × rows, packed into panels as high as a tile.
  ///
  /// - Throws: `OpenCLError` where memory is short or a kernel cannot be built or enqueued.
  func rows(of a: Buffer, _ shape: MatMulShape, _ tile: RegisterTile) throws(OpenCLError)
    -> MatMulOperand
  {
    if shape.transposedA {
      return try pack(
        a, lines: shape.rows, depth: shape.depth, alongDepth: false, width: tile.rows,
        batch: shape.sharedA ? 1 : shape.batch)
    }
    return MatMulOperand(buffer: a, batchStep: shape.sharedA ? 0 : shape.rows * shape.depth)
  }

  /// B packed into panels as wide as a tile.
  ///
  /// - Throws: `OpenCLError` where memory is short or a kernel cannot be built or enqueued.
  func packedColumns(of b: Buffer, _ shape: MatMulShape, _ tile: RegisterTile) throws(OpenCLError)
    -> MatMulOperand
  {
    try pack(
      b, lines: shape.columns, depth: shape.depth, alongDepth: shape.transposedB,
      width: tile.columns, batch: shape.sharedB ? 1 : shape.batch)
  }

  /// B where it lies, for a kernel that fills its panels itself.
  func columnsInPlace(of b: Buffer, _ shape: MatMulShape) -> MatMulOperand {
    MatMulOperand(
      buffer: b, batchStep: shape.sharedB ? 0 : shape.depth * shape.columns)
  }

  /// The options of a kernel that fills panels of `width` lines (`kernels/matmul_panel.cl`).
  func panelOptions(_ width: Int, alongDepth: Bool) -> [String] {
    ["-D WIDTH=\(width)"] + (alongDepth ? ["-D ALONG_DEPTH"] : [])
  }

  private func pack(
    _ source: Buffer, lines: Int, depth: Int, alongDepth: Bool, width: Int, batch: Int
  ) throws(OpenCLError) -> MatMulOperand {
    let panels = ceilDivide(lines, width)
    let packed = try floats(batch * panels * width * depth)
    let (partDepth, panelsEach) = (64, 8)
    try queue.launch(
      try kernel(
        "matmul_pack", in: ["vector", "matmul_panel", "matmul_pack"],
        options: ["-D V=\(plan.vectorWidth)", "-D PANEL=__global"]
          + panelOptions(width, alongDepth: alongDepth)),
      global: [ceilDivide(depth, partDepth), ceilDivide(panels, panelsEach), batch],
      local: [1, 1, 1],
      [
        .buffer(source), .buffer(packed), .int(lines), .int(depth), .int(partDepth),
        .int(panelsEach),
      ])
    return MatMulOperand(
      buffer: packed, batchStep: batch == 1 ? 0 : panels * width * depth)
  }
}
