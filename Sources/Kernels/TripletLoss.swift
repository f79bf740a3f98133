public import OpenCL

extension Kernels {
  /// max(|a - p|₁ - |a - n|₁ + margin, 0) for each row of (rows, columns).
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func tripletLoss(
    anchor: Buffer, positive: Buffer, negative: Buffer, margin: Float, into losses: RowLosses,
    rows: Int, columns: Int
  ) throws(OpenCLError) {
    try launchLosses(
      try tripletKernel("triplet_loss_forward", columns), rows: rows,
      [
        .buffer(anchor), .buffer(positive), .buffer(negative), .int(columns), .float(margin),
      ], into: losses)
  }

  /// Which rows are active, 1 or 0: those that their loss moves. Their mean is the share of these.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func tripletLossActive(_ losses: Buffer, into active: RowLosses, rows: Int)
    throws(OpenCLError)
  {
    try launchLosses(
      try tripletKernel("triplet_loss_active", 1), rows: rows, [.buffer(losses)], into: active)
  }

  /// The gradients that are wanted, from those of the rows' losses.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func tripletLossGradient(
    anchor: Buffer, positive: Buffer, negative: Buffer, losses: Buffer, upstream: RowUpstream,
    into gradients: (anchor: Buffer?, positive: Buffer?, negative: Buffer?), rows: Int,
    columns: Int
  ) throws(OpenCLError) {
    try launchElementwise(
      try tripletKernel("triplet_loss_gradient", columns),
      count: rows * columns,
      [
        .buffer(anchor), .buffer(positive), .buffer(negative), .buffer(losses),
      ] + upstream.arguments(rows: rows) + [
        .optional(gradients.anchor), .optional(gradients.positive),
        .optional(gradients.negative), .int(columns),
      ])
  }

  private func tripletKernel(_ name: String, _ columns: Int) throws(OpenCLError) -> Kernel {
    try channelKernel(name, in: "triplet_loss", beside: ["loss_mean"], channels: columns)
  }
}
