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
      name, in: ["vector", "elements", "reduce"],
      options: ["-D V=\(plan.vectorWidth)", "-D BLOCK=\(block)u"])
  }

  /// y[o][a][i] = factor · g[o][i].
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func spread(_ g: Buffer, over view: AxisView, times factor: Float = 1, into y: Buffer)
    throws(OpenCLError)
  {
    let kernel = try reduceKernel("spread", block: 256)
    let (width, rows, planes, steps) =
      view.inner == 1
      ? (view.length, view.outer, 1, [0, 1, 0])
      : (view.inner, view.length, view.outer, [view.inner, 0, 1])
    let arguments: [KernelArgument] =
      [.buffer(g), .buffer(y)] + steps.map { .int($0) } + [.float(factor)]
    guard plan.vectorWidth > 1 else {
      return try launchGrid(kernel, width: width, rows: rows, planes: planes, arguments)
    }
    // As `kernels/reduce.cl` has it. Short rows: as many as make up about the same.
    let (length, all) = (16_384, rows * planes)
    let each = max(1, length / width)
    let isPastCaches = width % plan.vectorWidth == 0 && Self.isBeyondCaches(all * width)
    try queue.launch(
      kernel, global: [ceilDivide(width, length) * ceilDivide(all, each)], local: [1],
      [.int(width), .int(rows)] + arguments
        + [.int(all), .int(each), .int(isPastCaches ? 1 : 0)])
  }
}
