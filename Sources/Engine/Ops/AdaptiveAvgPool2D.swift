import Kernels
import OpenCL

/// The mean over windows that share each channel's plane out among `output` places, as PyTorch's
/// `adaptive_avg_pool2d`.
///
/// - Parameter x: (batch, height, width, channels).
/// - Throws: `EngineError.shape` where x has not four axes.
public func adaptiveAvgPool2D(_ x: Tensor, output: (height: Int, width: Int))
  throws(EngineError) -> Tensor
{
  let shape = x.shape
  guard shape.rank == 4, output.height > 0, output.width > 0 else {
    throw .shape(
      operation: "adaptive average pooling to \(output.height)×\(output.width)",
      expected: "(batch, height, width, channels) and an output above 0×0", found: "\(shape)")
  }
  let pool = AdaptivePool2D(
    input: (shape[0], shape[1], shape[2], shape[3]), output: output)
  let y = try x.uninitialized([pool.batch, pool.outHeight, pool.outWidth, pool.channels])
  try onDevice { () throws(OpenCLError) in
    try x.kernels.adaptiveAvgPool2D(x.buffer, pool, into: y.buffer)
  }
  return y.recorded("adaptive average pooling", from: [x]) { (dy, _) throws(EngineError) in
    let dx = try dy.uninitialized(shape)
    try onDevice { () throws(OpenCLError) in
      try dy.kernels.adaptiveAvgPool2DGradient(dy.buffer, pool, into: dx.buffer)
    }
    return [dx]
  }
}
