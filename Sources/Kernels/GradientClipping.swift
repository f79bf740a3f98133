public import OpenCL

/// A gradient, and where it goes when it has been scaled.
public struct ClippedGradient {
  public let gradient: Buffer
  public let clipped: Buffer
  public let count: Int

  public init(_ gradient: Buffer, into clipped: Buffer, count: Int) {
    self.gradient = gradient
    self.clipped = clipped
    self.count = count
  }
}

extension Kernels {
  /// Scales gradients by min(1, maximum / norm), the norm being that of all of them together.
  ///
  /// - Throws: `OpenCLError` where memory is short or a kernel cannot be built or enqueued.
  public func clip(_ gradients: [ClippedGradient], toNorm maximum: Float) throws(OpenCLError) {
    let length = 256 * plan.vectorWidth
    let total = gradients.reduce(0) { $0 + ceilDivide($1.count, length) }
    let (partial, squares) = (try floats(total), try floats(1))
    let sumOfSquares = try elementKernel("sum_of_squares", in: ["gradient_clipping"])
    var offset = 0
    for gradient in gradients {
      let items = ceilDivide(gradient.count, length)
      // A core reads in order; on a GPU neighbouring work-items read neighbouring numbers.
      let (start, step) = plan.family == .cpu ? (length, plan.vectorWidth) : (1, items)
      try launchElementwise(
        sumOfSquares, count: items,
        [
          .buffer(gradient.gradient), .buffer(partial), .int(gradient.count), .int(offset),
          .int(start), .int(step),
        ])
      offset += items
    }
    try sum(partial, over: AxisView(outer: 1, length: total, inner: 1), into: squares)
    let clipToNorm = try elementKernel("clip_to_norm", in: ["gradient_clipping"])
    for gradient in gradients {
      try launchOverElements(
        clipToNorm, count: gradient.count,
        [
          .buffer(gradient.gradient), .buffer(squares), .buffer(gradient.clipped),
          .float(maximum),
        ])
    }
  }
}
