import OpenCL

/// How work-groups of a GPU sum over an axis (`kernels/reduce_groups.cl`).
struct ReduceGroups {
  let columns: Int
  let rows: Int

  /// - Parameter inner: places beside each other that have sums of their own.
  init(_ device: DevicePlan, inner: Int) {
    var items = 1
    while 2 * items <= device.groupSize { items *= 2 }
    var columns = 1
    while columns < min(inner, 32, items) { columns *= 2 }
    self.columns = min(columns, items)
    rows = items / self.columns
  }

  /// Where a work-item for each sum would leave most of the device idle, and the groups are not too many to
  /// count.
  static func areTaken(by device: DevicePlan, _ view: AxisView) -> Bool {
    device.family == .gpu && view.length >= 64 && view.outer * view.inner <= 1 << 13
  }

  /// Blocks of an axis, each summed by a work-item's terms at most, and as many groups as keep the device at
  /// work.
  func blocks(_ device: DevicePlan, _ view: AxisView) -> Int {
    let needed = ceilDivide(view.length, 256 * rows)
    if needed == 1, view.length * view.inner <= 1 << 18 { return 1 }
    let groups = view.outer * ceilDivide(view.inner, columns)
    let wanted = ceilDivide(4 * device.computeUnits, groups)
    // No work-item with fewer than sixteen.
    return max(needed, min(wanted, ceilDivide(view.length, 16 * rows), 256 * rows))
  }
}

extension Kernels {
  /// y[o][i] = factor · Σ over a of x[o][a][i], by work-groups; a second launch sums the sums of blocks.
  ///
  /// - Throws: `OpenCLError` where memory is short or the kernel cannot be built or enqueued.
  func sumByGroups(
    _ x: Buffer, over view: AxisView, times factor: Float, into y: Buffer
  ) throws(OpenCLError) {
    let groups = ReduceGroups(plan, inner: view.inner)
    var (source, length) = (x, view.length)
    while true {
      let part = AxisView(outer: view.outer, length: length, inner: view.inner)
      let blocks = groups.blocks(plan, part)
      let target = blocks == 1 ? y : try floats(view.outer * blocks * view.inner)
      try sum(
        source, over: part, by: groups, blocks: blocks, times: blocks == 1 ? factor : 1,
        into: target)
      if blocks == 1 { return }
      (source, length) = (target, blocks)
    }
  }

  private func sum(
    _ x: Buffer, over view: AxisView, by groups: ReduceGroups, blocks: Int, times factor: Float,
    into y: Buffer
  ) throws(OpenCLError) {
    try queue.launch(
      try kernel(
        "sum_groups", in: ["reduce_groups"],
        options: ["-D COLUMNS=\(groups.columns)", "-D ROWS=\(groups.rows)"],
        localMemory: 4 * groups.columns * groups.rows),
      global: [
        ceilDivide(view.inner, groups.columns) * groups.columns, groups.rows,
        view.outer * blocks,
      ],
      local: [groups.columns, groups.rows, 1],
      [
        .buffer(x), .buffer(y), .int(view.length), .int(view.inner), .int(blocks), .float(factor),
      ])
  }
}
