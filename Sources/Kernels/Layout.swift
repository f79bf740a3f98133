public import OpenCL

extension Kernels {
  /// y = x with its axes in another order: axis n of y is axis `order[n]` of x. At most four axes.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func permute(_ x: Buffer, shape: [Int], order: [Int], into y: Buffer)
    throws(OpenCLError)
  {
    let strides = shape.indices.map { shape[($0 + 1)...].reduce(1, *) }
    let padding = [Int](repeating: 1, count: 4 - order.count)
    let lengths = padding + order.map { shape[$0] }
    let steps = padding + order.map { strides[$0] }
    try launchGrid(
      try kernel("permute", in: ["layout"]), width: lengths[3], rows: lengths[2],
      planes: lengths[0] * lengths[1],
      [.buffer(x), .buffer(y), .int(lengths[1])] + steps.map { .int($0) })
  }

  /// Copies `rows` rows of `width` elements between two tensors whose rows have other widths.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func copyRows(
    _ x: Buffer, width sourceWidth: Int, at from: Int, to y: Buffer, width targetWidth: Int,
    at to: Int, rows: Int, columns width: Int
  ) throws(OpenCLError) {
    try launchGrid(
      try kernel("copy_rows", in: ["layout"]), width: width, rows: rows,
      [.buffer(x), .buffer(y), .int(sourceWidth), .int(from), .int(targetWidth), .int(to)],
      bytes: 2 * rows * width * MemoryLayout<Float>.stride)
  }
}
