import Kernels
import OpenCL

/// The mean over windows of each channel's plane, without padding; odd sizes round down.
///
/// - Parameters:
///   - x: (batch, height, width, channels).
///   - stride: how far apart windows are; as far as they are large where nil.
/// - Throws: `EngineError.shape` where x has not four axes or the window does not fit.
public func avgPool2D(
  _ x: Tensor, kernel: (height: Int, width: Int), stride: (height: Int, width: Int)? = nil
) throws(EngineError) -> Tensor {
  let pool = try Pool2D("average pooling", x.shape, kernel, stride ?? kernel)
  let y = try x.uninitialized([pool.batch, pool.outHeight, pool.outWidth, pool.channels])
  try onDevice { () throws(OpenCLError) in
    try x.kernels.avgPool2D(x.buffer, pool, into: y.buffer)
  }
  let shape = x.shape
  return y.recorded("average pooling", from: [x]) { (dy, _) throws(EngineError) in
    let dx = try dy.uninitialized(shape)
    try onDevice { () throws(OpenCLError) in
      try dy.kernels.avgPool2DGradient(dy.buffer, pool, into: dx.buffer)
    }
    return [dx]
  }
}
