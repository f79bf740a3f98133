public import OpenCL

/// A bias whose gradient is wanted beside that of weights: of `rows` rows the sum.
struct WantedBias {
  let upstream: Buffer
  let rows: Int
  let columns: Int
  let gradient: Buffer
}

/// Sums of blocks of rows, which the first launch of a weight gradient makes in work-groups of its own and
/// the last adds up (`kernels/bias_sums.cl`).
struct BiasSums {
  let bias: WantedBias
  let sums: Buffer
  let blocks: Int
}

extension [KernelArgument] {
  /// As the first launch takes them.
  init(making sums: BiasSums?) {
    self = [
      .optional(sums?.bias.upstream), .optional(sums?.sums), .int(sums?.bias.rows ?? 0),
      .int(sums?.bias.columns ?? 0), .int(sums?.blocks ?? 0),
    ]
  }

  /// As the last launch takes them.
  init(addingUp sums: BiasSums?) {
    self = [
      .optional(sums?.sums), .optional(sums?.bias.gradient), .int(sums?.bias.columns ?? 0),
      .int(sums?.blocks ?? 0),
    ]
  }
}

extension Kernels {
  /// Room for the sums of a bias's gradient within launches of groups of so many work-items.
  ///
  /// - Throws: `OpenCLError.outOfMemory`.
  func biasSums(_ bias: WantedBias?, inGroupsOf items: Int) throws(OpenCLError) -> BiasSums? {
    guard let bias else { return nil }
    // Rows that a group reads at once. No work-item adds up more than 256 of them, so that the rounding
    // error does not grow with their number, nor fewer than 16.
    let rows = max(1, items / 32)
    let blocks = max(
      ceilDivide(bias.rows, 256 * rows),
      min(2 * plan.computeUnits, ceilDivide(bias.rows, 16 * rows)))
    return BiasSums(bias: bias, sums: try floats(blocks * bias.columns), blocks: blocks)
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
