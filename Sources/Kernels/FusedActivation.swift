import OpenCL

extension Activation {
  /// What kernels multiply negative results with, for the functions that they can apply themselves.
  var fusedSlope: Float? {
    switch self {
    case .identity: 1
    case .relu: 0
    case .leakyRelu(let slope): slope
    case .tanh, .sigmoid, .softplus: nil
    }
  }
}

extension Kernels {
  /// Runs a kernel that ends in an activation: with the slope of its own epilogue where that can do
  /// it, else without, followed by the activation's own kernel.
  ///
  /// - Throws: what `run` throws, `OpenCLError` where memory is short or the activation's kernel
  ///   cannot be built or enqueued.
  func applying(
    _ activation: Activation, into y: Buffer, count: Int,
    _ run: (_ slope: Float, _ y: Buffer) throws(OpenCLError) -> Void
  ) throws(OpenCLError) {
    if let slope = activation.fusedSlope { return try run(slope, y) }
    let before = try floats(count)
    try run(1, before)
    try self.activation(activation, x: before, into: y, count: count)
  }
}
