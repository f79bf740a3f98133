public import OpenCL

/// A piece that is copied between two tensors whose rows have other widths: `rows` rows of `columns`
/// elements.
public struct RowsCopy {
  /// Zeros where nil.
  let source: Buffer?
  let sourceWidth: Int
  let sourceStart: Int
  let target: Buffer
  let targetWidth: Int
  let targetStart: Int
  let rows: Int
  let columns: Int

  /// - Parameters:
  ///   - source: where it comes from, whose rows have a width and where it begins in them; zeros where nil.
  ///   - target: where it goes, likewise.
  public init(
    _ source: Buffer?, width sourceWidth: Int, at sourceStart: Int, to target: Buffer,
    width targetWidth: Int, at targetStart: Int, rows: Int, columns: Int
  ) {
    (self.source, self.sourceWidth, self.sourceStart) = (source, sourceWidth, sourceStart)
    (self.target, self.targetWidth, self.targetStart) = (target, targetWidth, targetStart)
    (self.rows, self.columns) = (rows, columns)
  }
}

extension Kernels {
  /// y = x with its axes in another order: axis n of y is axis `order[n]` of x. At most four axes.
  ///
  /// - Parameter gate: where y is the gradient of a rectifier's output, which lies as y does.
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func permute(
    _ x: Buffer, shape: [Int], order: [Int], gate: Gate? = nil, into y: Buffer
  ) throws(OpenCLError) {
    let strides = shape.indices.map { shape[($0 + 1)...].reduce(1, *) }
    let padding = [Int](repeating: 1, count: 4 - order.count)
    let lengths = padding + order.map { shape[$0] }
    let steps = padding + order.map { strides[$0] }
    try launchGrid(
      try layoutKernel("permute"), width: lengths[3], rows: lengths[2],
      planes: lengths[0] * lengths[1],
      [.buffer(x), .buffer(y), .int(lengths[1])] + steps.map { .int($0) } + [
        .optional(gate?.values), .float(gate?.slope ?? 1),
      ])
  }

  /// Copies pieces, on GPUs up to eight in a launch.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func copyRows(_ pieces: [RowsCopy]) throws(OpenCLError) {
    if plan.family == .gpu, pieces.count > 1 {
      return try launchShared(
        try kernel("copy_rows_group", in: ["shares", "copy_rows_group"]), pieces.map(\.task))
    }
    let kernel = try layoutKernel("copy_rows")
    for piece in pieces {
      try launchGrid(
        kernel, width: piece.columns, rows: piece.rows,
        [
          .optional(piece.source), .buffer(piece.target), .int(piece.sourceWidth),
          .int(piece.sourceStart), .int(piece.targetWidth), .int(piece.targetStart),
        ], bytes: piece.bytes)
    }
  }

  private func layoutKernel(_ name: String) throws(OpenCLError) -> Kernel {
    try kernel(name, in: ["vector", "epilogue", "layout"], options: ["-D V=1"])
  }
}

extension RowsCopy {
  /// Read and written.
  fileprivate var bytes: Int { 2 * rows * columns * MemoryLayout<Float>.stride }

  fileprivate var task: SharedTask {
    SharedTask(
      items: rows * columns,
      arguments: [
        .int(rows * columns), .int(columns), .int(sourceWidth), .int(sourceStart),
        .int(targetWidth), .int(targetStart), .optional(source), .buffer(target),
      ], bytes: bytes)
  }
}
