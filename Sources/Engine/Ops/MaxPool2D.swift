import Kernels
import OpenCL

/// The maximum over windows of each channel's plane, without padding; odd sizes round down.
///
/// - Parameters:
///   - x: (batch, height, width, channels).
///   - stride: how far apart windows are; as far as they are large where nil.
/// - Throws: `EngineError.shape` where x has not four axes or the window does not fit.
public func maxPool2D(
  _ x: Tensor, kernel: (height: Int, width: Int), stride: (height: Int, width: Int)? = nil
) throws(EngineError) -> Tensor {
  let pool = try Pool2D("max pooling", x.shape, kernel, stride ?? kernel)
  let y = try x.uninitialized(
    [pool.batch, pool.outHeight, pool.outWidth, pool.channels])
  let index = try onDevice { () throws(OpenCLError) in
    let index = try x.kernels.queue.allocate(
      bytes: pool.outputCount * MemoryLayout<Int32>.stride)
    try x.kernels.maxPool2D(x.buffer, pool, into: y.buffer, index: index)
    return index
  }
  let shape = x.shape
  let gate = x.gate(by: y)
  return y.recorded("max pooling", from: [x.beforeRectification]) { (dy, _) throws(EngineError) in
    let dx = try dy.uninitialized(shape)
    try onDevice { () throws(OpenCLError) in
      try dy.kernels.maxPool2DGradient(dy.buffer, index: index, pool, gate: gate, into: dx.buffer)
    }
    return [dx]
  }
}

/// The place h · width + w of the maximum of each window in its plane, in the order of
/// `maxPool2D`'s result; a tie goes to the first in scan order.
///
/// - Throws: `EngineError.shape` where x has not four axes or the window does not fit, `.device`
///   where memory is short or the device fails.
public func maxPool2DIndices(
  _ x: Tensor, kernel: (height: Int, width: Int), stride: (height: Int, width: Int)? = nil
) throws(EngineError) -> [Int] {
  let pool = try Pool2D("max pooling", x.shape, kernel, stride ?? kernel)
  let y = try x.uninitialized([pool.outputCount])
  return try onDevice { () throws(OpenCLError) in
    let index = try x.kernels.queue.allocate(
      bytes: pool.outputCount * MemoryLayout<Int32>.stride)
    try x.kernels.maxPool2D(x.buffer, pool, into: y.buffer, index: index)
    return try x.kernels.queue.read(index, count: pool.outputCount, as: Int32.self).map(Int.init)
  }
}

extension Pool2D {
  /// A pooling of a tensor of this shape.
  ///
  /// - Throws: `EngineError.shape` where the shape has not four axes or the window does not fit.
  init(
    _ operation: String, _ shape: Shape, _ kernel: (height: Int, width: Int),
    _ stride: (height: Int, width: Int)
  ) throws(EngineError) {
    guard kernel.height > 0, kernel.width > 0, stride.height > 0, stride.width > 0,
      shape.rank == 4, shape[1] >= kernel.height, shape[2] >= kernel.width
    else {
      throw .shape(
        operation: operation,
        expected: """
          (batch, height, width, channels) of at least the window \(kernel.height)×\(kernel.width) \
          with a stride above 0
          """,
        found: "\(shape), stride \(stride.height)×\(stride.width)")
    }
    self.init(
      input: (shape[0], shape[1], shape[2], shape[3]), kernel: kernel, stride: stride)
  }
}
