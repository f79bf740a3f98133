public import OpenCL

/// A bias whose gradient is wanted beside that of weights: of `rows` rows the sum.
struct WantedBias {
  let upstream: Buffer
  let rows: Int
  let columns: Int
  let gradient: Buffer
}

/// Sums of blocks of rows, which the last launch of a weight gradient adds up (`kernels/bias_sums.cl`).
struct BiasSums {
  let sums: Buffer
  let blocks: Int
  let bias: WantedBias
}

extension [KernelArgument] {
  /// As such a launch takes them.
  init(_ sums: BiasSums?) {
    self = [
      .optional(sums?.sums), .optional(sums?.bias.gradient), .int(sums?.bias.columns ?? 0),
      .int(sums?.blocks ?? 0),
    ]
  }
}

extension Kernels {
  /// The gradient of a bias, or, where another launch is to end it, all but its last step.
  ///
  /// - Throws: `OpenCLError` where memory is short or a kernel cannot be built or enqueued.
  func beginBiasGradient(_ bias: WantedBias?) throws(OpenCLError) -> BiasSums? {
    guard let bias else { return nil }
    let view = AxisView(outer: 1, length: bias.rows, inner: bias.columns)
    guard ReduceGroups.areTaken(by: plan, view) else {
      try biasGradient(bias)
      return nil
    }
    let (sums, blocks) = try sumBlocks(bias.upstream, over: view)
    return BiasSums(sums: sums, blocks: blocks, bias: bias)
  }

  /// - Throws: `OpenCLError` where memory is short or a kernel cannot be built or enqueued.
  func biasGradient(_ bias: WantedBias) throws(OpenCLError) {
    try biasGradient(
      bias.upstream, rows: bias.rows, columns: bias.columns, into: bias.gradient)
  }

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
