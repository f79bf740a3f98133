public import OpenCL

/// Where the losses of rows go.
public struct RowLosses {
  /// (rows).
  let each: Buffer
  /// Their mean, if it is wanted.
  let mean: Buffer?

  public init(_ each: Buffer, mean: Buffer? = nil) {
    (self.each, self.mean) = (each, mean)
  }
}

/// The gradient that losses of rows get.
public enum RowUpstream {
  /// (rows): of each.
  case each(Buffer)
  /// A scalar: of their mean.
  case mean(Buffer)
}

extension Kernels {
  /// Launches a kernel that gives each of `rows` rows its loss, and sees that there is their mean: in the
  /// same launch where one work-group has all rows (`kernels/loss_mean.cl`).
  ///
  /// - Throws: `OpenCLError` where memory is short or the kernel cannot be enqueued.
  func launchLosses(
    _ kernel: Kernel, rows: Int, _ arguments: [KernelArgument], into losses: RowLosses
  ) throws(OpenCLError) {
    let (share, isOneGroup) = (1 / Float(rows), rows <= plan.groupSize)
    try launchElementwise(
      kernel, count: rows,
      arguments + [
        .buffer(losses.each), .optional(isOneGroup ? losses.mean : nil), .float(share),
      ])
    if let mean = losses.mean, !isOneGroup {
      try sum(
        losses.each, over: AxisView(outer: 1, length: rows, inner: 1), times: share, into: mean)
    }
  }
}

extension RowUpstream {
  /// As the gradients' kernels take it.
  func arguments(rows: Int) -> [KernelArgument] {
    switch self {
    case .each(let each): [.buffer(each), .int(1), .float(1)]
    case .mean(let mean): [.buffer(mean), .int(0), .float(1 / Float(rows))]
    }
  }
}
