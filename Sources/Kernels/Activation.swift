public import OpenCL

/// A pointwise nonlinearity. The derivative of each can be had from its output alone, so that the
/// input need not be kept and the function can be fused into the kernel before it.
public enum Activation: Equatable, Sendable {
  case identity
  case relu
  /// `slope · x` below and at zero.
  case leakyRelu(slope: Float)
  case tanh
  case sigmoid
  /// log(1 + exp x).
  case softplus

  /// The stem of its kernels' names.
  public var name: String {
    switch self {
    case .identity: "identity"
    case .relu: "relu"
    case .leakyRelu: "leaky_relu"
    case .tanh: "tanh"
    case .sigmoid: "sigmoid"
    case .softplus: "softplus"
    }
  }

  fileprivate var slope: KernelArgument {
    if case .leakyRelu(let slope) = self { .float(slope) } else { .float(0) }
  }
}

extension Kernels {
  /// y = f(x) for `count` elements.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func activation(_ f: Activation, x: Buffer, into y: Buffer, count: Int)
    throws(OpenCLError)
  {
    let kernel = try kernel(of: f, "forward")
    try launchOverElements(kernel, count: count, [.buffer(x), .buffer(y), f.slope])
  }

  /// dx = dy · f'(x), with f'(x) from the output y.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func activationGradient(
    _ f: Activation, y: Buffer, dy: Buffer, into dx: Buffer, count: Int
  ) throws(OpenCLError) {
    let kernel = try kernel(of: f, "gradient")
    try launchOverElements(
      kernel, count: count, [.buffer(y), .buffer(dy), .buffer(dx), f.slope])
  }

  private func kernel(of f: Activation, _ direction: String) throws(OpenCLError) -> Kernel {
    try elementKernel(
      "\(f.name)_\(direction)", in: ["epilogue", "activation"],
      options: ["-D \(f.name.uppercased())"])
  }
}
