public import OpenCL

/// An operation on two tensors of one shape.
public enum Arithmetic: String, CaseIterable, Sendable {
  case add, subtract, multiply
}

extension Kernels {
  /// result = a ∘ b for `count` elements.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func arithmetic(
    _ operation: Arithmetic, _ a: Buffer, _ b: Buffer, into result: Buffer, count: Int
  ) throws(OpenCLError) {
    let kernel = try elementKernel(operation.rawValue, in: ["arithmetic"])
    try launchOverElements(kernel, count: count, [.buffer(a), .buffer(b), .buffer(result)])
  }

  /// result = factor · x + offset for `count` elements.
  ///
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  public func scale(
    _ x: Buffer, by factor: Float, plus offset: Float = 0, into result: Buffer, count: Int
  ) throws(OpenCLError) {
    let kernel = try elementKernel("scale", in: ["arithmetic"])
    try launchOverElements(
      kernel, count: count, [.buffer(x), .buffer(result), .float(factor), .float(offset)])
  }
}
