public import OpenCL

extension Kernels {
  /// max(|a - p|₁ - |a - n|₁ + margin, 0) for each row of (rows, columns).
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func tripletLoss(
    anchor: Buffer, positive: Buffer, negative: Buffer, margin: Float, into losses: Buffer,
    rows: Int, columns: Int
  ) throws(OpenCLError) {
    try launchElementwise(
      try channelKernel("triplet_loss_forward", in: "triplet_loss", channels: columns),
      count: rows,
      [
        .buffer(anchor), .buffer(positive), .buffer(negative), .buffer(losses), .int(columns),
        .float(margin),
      ])
  }

  /// The gradients that are wanted, from those of the rows' losses.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func tripletLossGradient(
    anchor: Buffer, positive: Buffer, negative: Buffer, losses: Buffer, upstream: Buffer,
    into gradients: (anchor: Buffer?, positive: Buffer?, negative: Buffer?), rows: Int,
    columns: Int
  ) throws(OpenCLError) {
    try launchElementwise(
      try channelKernel("triplet_loss_gradient", in: "triplet_loss", channels: columns),
      count: rows * columns,
      [
        .buffer(anchor), .buffer(positive), .buffer(negative), .buffer(losses),
        .buffer(upstream), .optional(gradients.anchor), .optional(gradients.positive),
        .optional(gradients.negative), .int(columns),
      ])
  }
}
