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
    let gates: [KernelArgument] = [.optional(gate?.values), .float(gate?.slope ?? 1)]
    if plan.family == .cpu {
      return try permuteByTiles(
        lengths.indices.map {
          [lengths[$0], steps[$0], lengths[($0 + 1)...].reduce(1, *)]
        }, [.buffer(x), .buffer(y)], gates)
    }
    try launchGrid(
      try kernel("permute", in: ["vector", "epilogue", "permute"], options: ["-D V=1"]),
      width: lengths[3], rows: lengths[2], planes: lengths[0] * lengths[1],
      [.buffer(x), .buffer(y), .int(lengths[1])] + steps.map { .int($0) } + gates)
  }

  /// - Parameter axes: of y, each with its length and where its steps lead in x and in y.
  private func permuteByTiles(
    _ axes: [[Int]], _ buffers: [KernelArgument], _ gates: [KernelArgument]
  ) throws(OpenCLError) {
    // Beside y's innermost axis the one that is x's, or, where they are the same, any other.
    let down = axes[..<3].lastIndex { $0[1] == 1 && $0[0] > 1 } ?? 2
    let others = [0, 1, 2].filter { $0 != down }.map { axes[$0] }
    let width = max(4, vectorWidth(for: min(axes[down][0], axes[3][0])))
    let strips = others[0][0] * others[1][0] * ceilDivide(axes[down][0], width)
    let stretch = max(1, ceilDivide(strips, 8 * plan.computeUnits))
    let isPastCaches =
      axes[..<3].allSatisfy { $0[0] == 1 || $0[2] % width == 0 }
      && Self.isBeyondCaches(axes.reduce(1) { $0 * $1[0] })
    try queue.launch(
      try kernel(
        "permute_tiles", in: ["vector", "elements", "epilogue", "interleave", "permute_tiles"],
        options: ["-D V=\(width)"]),
      global: [ceilDivide(strips, stretch)], local: [1],
      [.int(strips), .int(stretch)] + buffers
        + (others + [axes[down], axes[3]]).map { .ints($0) } + gates
        + [.int(isPastCaches ? 1 : 0)])
  }

  /// Copies pieces, on GPUs up to eight in a launch.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func copyRows(_ pieces: [RowsCopy]) throws(OpenCLError) {
    if plan.family == .gpu, pieces.count > 1 {
      return try launchShared(
        try kernel("copy_rows_group", in: ["shares", "copy_rows_group"]), pieces.map(\.task))
    }
    for piece in pieces {
      let arguments: [KernelArgument] = [
        .optional(piece.source), .buffer(piece.target), .int(piece.sourceWidth),
        .int(piece.sourceStart), .int(piece.targetWidth), .int(piece.targetStart),
      ]
      if plan.vectorWidth == 1 {
        try launchGrid(
          try kernel(
            "copy_rows", in: ["vector", "elements", "copy_rows"], options: ["-D V=1"]),
          width: piece.columns, rows: piece.rows, arguments, bytes: piece.bytes)
      } else {
        try copyOnCPU(piece, arguments)
      }
    }
  }

  private func copyOnCPU(_ piece: RowsCopy, _ arguments: [KernelArgument]) throws(OpenCLError) {
    // As `kernels/copy_rows.cl` has it.
    let length = 16_384
    // Short rows: as many as make up about the same.
    let rows = piece.columns < 64 ? 1024 : 16
    let isPastCaches =
      piece.targetWidth % plan.vectorWidth == 0 && piece.targetStart % plan.vectorWidth == 0
      && Self.isBeyondCaches(piece.rows * piece.columns)
    try queue.launch(
      try kernel(
        "copy_rows", in: ["vector", "elements", "copy_rows"],
        options: ["-D V=\(plan.vectorWidth)", "-D ROWS=\(rows)u"]),
      global: [ceilDivide(piece.columns, length), ceilDivide(piece.rows, rows)], local: [1, 1],
      [.int(piece.columns), .int(piece.rows)] + arguments + [.int(isPastCaches ? 1 : 0)],
      bytes: piece.bytes)
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
