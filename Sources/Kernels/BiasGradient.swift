public import OpenCL

extension Kernels {
  /// The gradient of a bias that was added to each of `rows` rows: the sum of `dy` over its rows, in
  /// blocks, so that long sums lose no digits.
  ///
  /// - Throws: `OpenCLError` where memory is short or a kernel cannot be built or enqueued.
  public func biasGradient(_ dy: Buffer, rows: Int, columns: Int, into db: Buffer)
    throws(OpenCLError)
  {
    let view = AxisView(outer: 1, length: rows, inner: columns)
    if ReduceGroups.areTaken(by: plan, view) { return try sum(dy, over: view, into: db) }
    let blockLength = 256
    let blocks = max(1, (rows + blockLength - 1) / blockLength)
    let partial = blocks == 1 ? db : try floats(blocks * columns)
    try launchChannels(
      try channelKernel("bias_gradient", in: "bias_gradient", channels: columns),
      channels: columns, rows: blocks,
      [.buffer(dy), .buffer(partial), .int(rows), .int(blockLength)])
    if blocks == 1 { return }
    try sum(partial, over: AxisView(outer: 1, length: blocks, inner: columns), into: db)
  }
}
