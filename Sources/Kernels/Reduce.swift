public import OpenCL

/// A tensor seen as outer × axis × inner, of which the axis in the middle is summed.
public struct AxisView: Equatable, Sendable {
  public let outer: Int
  public let length: Int
  public let inner: Int

  public init(outer: Int, length: Int, inner: Int) {
    self.outer = outer
    self.length = length
    self.inner = inner
  }
}

extension Kernels {
  /// y[o][i] = factor · Σ over a of x[o][a][i], in blocks, so that long axes lose no digits.
  ///
  /// - Throws: `OpenCLError` where memory is short or a kernel cannot be built or enqueued.
  public func sum(_ x: Buffer, over view: AxisView, times factor: Float = 1, into y: Buffer)
    throws(OpenCLError)
  {
    if ReduceGroups.areTaken(by: plan, view) {
      return try sumByGroups(x, over: view, times: factor, into: y)
    }
    let width = plan.vectorWidth
    // Elements of a block: 256 of each lane.
    let block = view.inner == 1 ? 256 * width : 256
    let kernel = try reduceKernel("sum_blocks", block: block)
    var (source, length) = (x, view.length)
    while true {
      let blocks = max(1, ceilDivide(length, block))
      let target = blocks == 1 ? y : try floats(view.outer * blocks * view.inner)
      // As `kernels/reduce.cl` has it.
      let places = width == 1 ? view.inner : ceilDivide(view.inner, 1024)
      let count = view.outer * blocks * places
      let group = width == 1 ? plan.groupSize : 1
      try queue.launch(
        kernel, global: [ceilDivide(count, group) * group], local: [group],
        [
          .int(count), .buffer(source), .buffer(target), .int(length), .int(view.inner),
          .int(blocks), .float(blocks == 1 ? factor : 1),
        ])
      if blocks == 1 { return }
      (source, length) = (target, blocks)
    }
  }

  private func reduceKernel(_ name: String, block: Int) throws(OpenCLError) -> Kernel {
    try kernel(
      name, in: ["vector", "reduce"],
      options: ["-D V=\(plan.vectorWidth)", "-D BLOCK=\(block)u"])
  }

  /// y[o][a][i] = factor · g[o][i].
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func spread(_ g: Buffer, over view: AxisView, times factor: Float = 1, into y: Buffer)
    throws(OpenCLError)
  {
    let kernel = try reduceKernel("spread", block: 256)
    if view.inner == 1 {
      try launchGrid(
        kernel, width: view.length, rows: view.outer,
        [.buffer(g), .buffer(y), .int(0), .int(1), .int(0), .float(factor)])
    } else {
      try launchGrid(
        kernel, width: view.inner, rows: view.length, planes: view.outer,
        [.buffer(g), .buffer(y), .int(view.inner), .int(0), .int(1), .float(factor)])
    }
  }
}
