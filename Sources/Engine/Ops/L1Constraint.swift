import Kernels
import OpenCL

/// The l1 constraint on a perturbation, as in viewmaker networks (Tamkin et al. 2021): each sample
/// becomes ε · d / (mean |d| + floor), where d is p or tanh(p) and the mean is over the frames that
/// count. The slope of |d| at 0 is 0; no gradient for ε.
///
/// - Parameters:
///   - p: (samples, frames, …).
///   - epsilon: (samples).
///   - mask: (samples, frames) of 0 and 1; masked frames become 0.
///   - x: what is added to the result, of p's shape, if anything.
/// - Throws: `EngineError.shape` where the shapes do not fit, `.device` where memory is short or
///   the device fails.
public func l1Constraint(
  _ p: Tensor, epsilon: Tensor, mask: Tensor? = nil, tanh: Bool, floor: Float,
  addedTo x: Tensor? = nil
) throws(EngineError) -> Tensor {
  guard p.shape.rank >= 2, p.shape.count > 0, epsilon.shape == [p.shape[0]],
    x?.shape ?? p.shape == p.shape
  else {
    throw .shape(
      operation: "l1 constraint",
      expected: "(samples, frames, …), an ε a sample, and what it is added to alike",
      found: "\(p.shape), \(epsilon.shape) and \(x.map { "\($0.shape)" } ?? "nothing")")
  }
  let (samples, frames) = (p.shape[0], p.shape[1])
  if let mask, mask.shape != [samples, frames] {
    throw .shape(
      operation: "l1 constraint", expected: "a mask of \(samples)×\(frames)",
      found: "\(mask.shape)")
  }
  let size = L1Constraint(
    samples: samples, frames: frames, bands: p.shape.count / (samples * frames), tanh: tanh,
    floor: floor)
  let y = try p.uninitialized(p.shape)
  try onDevice { () throws(OpenCLError) in
    try p.kernels.l1Constraint(
      p.buffer, epsilon: epsilon.buffer, mask: mask?.buffer, size, addedTo: x?.buffer,
      into: y.buffer)
  }
  let (saved, bound, frameMask) = (p.detached, epsilon.detached, mask?.detached)
  return y.recorded("l1 constraint", from: [p, epsilon, x]) { (dy, wanted) throws(EngineError) in
    guard wanted[0].isWanted else { return [nil, nil, dy] }
    let dp = try dy.uninitialized(dy.shape)
    try onDevice { () throws(OpenCLError) in
      try dy.kernels.l1ConstraintGradient(
        dy.buffer, p: saved.buffer, epsilon: bound.buffer, mask: frameMask?.buffer, size,
        into: dp.buffer)
    }
    return [dp, nil, dy]
  }
}
