public import OpenCL

/// A transposed convolution is the data gradient of a convolution, its adjoint; so its own data
/// gradient is that convolution, and the weight gradient is the adjoint's with the roles of input and
/// output gradient exchanged. The weights' layout is the same.
extension Kernels {
  /// y = act(x ∗ᵀ weight + bias).
  ///
  /// - Parameter forms: what was made of the weight before, and is kept.
  /// - Throws: `OpenCLError` where memory is short or a kernel cannot be built or enqueued.
  public func convTranspose2d(
    _ x: Buffer, weight: Buffer, forms: WeightForms? = nil, bias: Buffer? = nil,
    _ shape: ConvTranspose2DShape, activation: Activation = .identity, into y: Buffer,
    plan: Conv2DPlan? = nil
  ) throws(OpenCLError) {
    try conv2dAdjoint(
      x, weight: weight, forms, bias: bias, shape.adjoint, activation, into: y, plan)
  }

  /// The gradient with respect to x of `convTranspose2d` given that of its output.
  ///
  /// - Parameters:
  ///   - forms: what was made of the weight before, and is kept.
  ///   - gate: where x is a rectifier's output, so that the gradient is that of its input.
  /// - Throws: `OpenCLError` where memory is short or a kernel cannot be built or enqueued.
  public func convTranspose2dDataGradient(
    _ dy: Buffer, weight: Buffer, forms: WeightForms? = nil, _ shape: ConvTranspose2DShape,
    gate: Gate? = nil, into dx: Buffer, plan: Conv2DPlan? = nil
  ) throws(OpenCLError) {
    try gather(
      .forward(shape.adjoint), x: dy, weight: weight, forms, bias: nil, .identity, gate: gate,
      into: dx, plan)
  }

  /// The gradient with respect to the weights of `convTranspose2d` given that of its output, and with
  /// respect to the bias where `db` is given.
  ///
  /// - Throws: `OpenCLError` where memory is short or a kernel cannot be built or enqueued.
  public func convTranspose2dWeightGradient(
    _ x: Buffer, dy: Buffer, _ shape: ConvTranspose2DShape, into dw: Buffer,
    bias db: Buffer? = nil, plan: Conv2DWeightGradientPlan? = nil
  ) throws(OpenCLError) {
    let bias = db.map {
      WantedBias(
        upstream: dy, rows: shape.outputCount / shape.outChannels, columns: shape.outChannels,
        gradient: $0)
    }
    try weightGradient(dy, dy: x, shape.adjoint, into: dw, bias, plan)
  }
}
