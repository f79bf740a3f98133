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
    let kernel = try kernel("sum_blocks", in: ["reduce"])
    var (source, length) = (x, view.length)
    while true {
      let blocks = max(1, (length + blockLength - 1) / blockLength)
      let count = view.outer * blocks * view.inner
      let target = blocks == 1 ? y : try floats(count)
      try launchElementwise(
        kernel, count: count,
        [
          .buffer(source), .buffer(target), .int(length), .int(view.inner), .int(blocks),
          .float(blocks == 1 ? factor : 1),
        ])
      if blocks == 1 { return }
      (source, length) = (target, blocks)
    }
  }

  /// y[o][a][i] = factor · g[o][i].
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func spread(_ g: Buffer, over view: AxisView, times factor: Float = 1, into y: Buffer)
    throws(OpenCLError)
  {
    let kernel = try kernel("spread", in: ["reduce"])
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

/// The elements that one work-item sums.
private let blockLength = 256
