public import OpenCL

extension Kernels {
  /// clipped = gradient · min(1, maximum / norm), where `squares` holds the square of the norm.
  public func clip(
    _ gradient: Buffer, squares: Buffer, maximum: Float, into clipped: Buffer, count: Int
  ) throws(OpenCLError) {
    try launchElementwise(
      try kernel("clip_to_norm", in: ["gradient_clipping"]), count: count,
      [.buffer(gradient), .buffer(squares), .buffer(clipped), .float(maximum)])
  }
}
