import Kernels
import OpenCL

/// The mean binary cross entropy of logits with targets in [0, 1]; no gradient for the targets.
///
/// - Throws: `EngineError.shape` where the shapes differ, `.device` where memory is short or the
///   device fails.
public func bceWithLogits(_ logits: Tensor, targets: Tensor) throws(EngineError) -> Tensor {
  guard logits.shape == targets.shape else {
    throw .shape(
      operation: "binary cross entropy", expected: "as many targets as logits",
      found: "\(targets.shape) for \(logits.shape)")
  }
  let count = logits.shape.count
  let (losses, mean) = (
    try logits.uninitialized(logits.shape), try logits.uninitialized(.scalar)
  )
  try onDevice { () throws(OpenCLError) in
    try logits.kernels.bceWithLogits(
      logits.buffer, targets: targets.buffer, into: RowLosses(losses.buffer, mean: mean.buffer),
      count: count)
  }
  let (z, t) = (logits.detached, targets.detached)
  return mean.recorded("binary cross entropy", from: [logits]) {
    (upstream, _) throws(EngineError) in
    let gradient = try z.uninitialized(z.shape)
    try onDevice { () throws(OpenCLError) in
      try z.kernels.bceWithLogitsGradient(
        z.buffer, targets: t.buffer, upstream: .mean(upstream.buffer), into: gradient.buffer,
        count: count)
    }
    return [gradient]
  }
}

/// The mean binary cross entropy of logits with one target for all.
///
/// - Throws: `EngineError.device` where memory is short or the device fails.
public func bceWithLogits(_ logits: Tensor, target: Float) throws(EngineError) -> Tensor {
  try bceWithLogits(
    logits, targets: Tensor(repeating: target, logits.shape, on: logits.kernels))
}
