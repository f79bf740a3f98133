public import Kernels
import OpenCL

/// A border around the height and width of x.
///
/// - Parameters:
///   - x: (batch, height, width, channels).
///   - mode: zeros, or the plane mirrored at its edge (narrower than the plane).
/// - Throws: `EngineError.shape` where x has not four axes or cannot be mirrored so far.
public func padded(
  _ x: Tensor, top: Int, bottom: Int, left: Int, right: Int, mode: Pad.Mode
) throws(EngineError) -> Tensor {
  let shape = x.shape
  let border = [top, bottom, left, right]
  guard shape.rank == 4, border.allSatisfy({ $0 >= 0 }),
    mode == .zero || (max(top, bottom) < shape[1] && max(left, right) < shape[2])
  else {
    throw .shape(
      operation: "padding by \(border)",
      expected: mode == .zero
        ? "(batch, height, width, channels)"
        : "(batch, height, width, channels) larger than the border", found: "\(shape)")
  }
  let pad = Pad(
    input: (shape[0], shape[1], shape[2], shape[3]), top: top, bottom: bottom, left: left,
    right: right, mode: mode)
  let y = try x.uninitialized([pad.batch, pad.outHeight, pad.outWidth, pad.channels])
  try onDevice { () throws(OpenCLError) in try x.kernels.pad(x.buffer, pad, into: y.buffer) }
  return y.recorded("pad", from: [x]) { (dy, _) throws(EngineError) in
    let dx = try dy.uninitialized(shape)
    try onDevice { () throws(OpenCLError) in
      try dy.kernels.padGradient(dy.buffer, pad, into: dx.buffer)
    }
    return [dx]
  }
}
