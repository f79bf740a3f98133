import Kernels
import OpenCL
public import Ranks

/// Batch normalisation in training (Ioffe and Szegedy 2015): each channel by its mean and biased
/// variance over batch, height and width.
///
/// - Parameters:
///   - x: (batch, height, width, channels).
///   - scale: (channels), PyTorch's `weight`; `shift` its `bias`.
///   - share: which samples of the batch x has; the statistics are those of the whole.
/// - Returns: y, and the batch's statistics (channels) for the running ones.
/// - Throws: `EngineError.shape` where shapes differ, or where a channel has a single value, which
///   has no variance.
public func batchNorm(
  _ x: Tensor, scale: Tensor, shift: Tensor, epsilon: Float = 1e-5, over share: BatchShare = .whole
) throws(EngineError) -> (y: Tensor, mean: Tensor, variance: Tensor) {
  let shape = try normalizedShape("batch normalisation", x, scale, shift)
  let size = Normalization.batch(shape, epsilon: epsilon)
  guard size.rows > 1 else {
    throw .shape(
      operation: "batch normalisation in training", expected: "more than one value a channel",
      found: "\(x.shape)")
  }
  var moments = try onDevice { () throws(OpenCLError) in try x.kernels.moments(x.buffer, size) }
  if !share.isWhole { moments = try x.kernels.wholeBatch(moments, size, over: share) }
  let y = try normalized(
    "batch normalisation", x, size, moments, mask: nil, scale, shift, over: share)
  return (
    y, Tensor([size.channels], moments.mean, x.kernels),
    Tensor([size.channels], moments.variance, x.kernels)
  )
}

/// Batch normalisation in inference, by statistics that are constants.
///
/// - Parameters:
///   - mean: (channels), PyTorch's `running_mean`; `variance` its `running_var`.
/// - Throws: `EngineError.shape` where the shapes do not fit, `.device` where memory is short or
///   the device fails.
public func batchNorm(
  _ x: Tensor, mean: Tensor, variance: Tensor, scale: Tensor, shift: Tensor,
  epsilon: Float = 1e-5
) throws(EngineError) -> Tensor {
  let shape = try normalizedShape("batch normalisation", x, scale, shift, mean, variance)
  return try normalized(
    "batch normalisation", x, .batch(shape, epsilon: epsilon),
    Moments(mean: mean.buffer, variance: variance.buffer, share: nil), mask: nil, scale, shift)
}

/// The four axes of x, after a look at the vectors that go with its channels.
///
/// - Throws: `EngineError.shape` where x has not four axes or is empty, or a vector has not one
///   place for each channel.
func normalizedShape(_ operation: String, _ x: Tensor, _ vectors: Tensor...)
  throws(EngineError) -> (Int, Int, Int, Int)
{
  guard x.shape.rank == 4, x.shape.count > 0 else {
    throw .shape(
      operation: operation, expected: "(batch, height, width, channels)", found: "\(x.shape)")
  }
  for vector in vectors where vector.shape != [x.shape[3]] {
    throw .shape(
      operation: operation, expected: "a vector of \(x.shape[3]) channels",
      found: "\(vector.shape)")
  }
  return (x.shape[0], x.shape[1], x.shape[2], x.shape[3])
}

/// The normalised x and its way back, for batch and instance normalisation alike.
///
/// - Throws: `EngineError.device` where memory is short or the device fails.
func normalized(
  _ operation: String, _ x: Tensor, _ size: Normalization, _ moments: Moments, mask: Tensor?,
  _ scale: Tensor, _ shift: Tensor, over share: BatchShare = .whole
) throws(EngineError) -> Tensor {
  let y = try x.uninitialized(x.shape)
  try onDevice { () throws(OpenCLError) in
    try x.kernels.normalize(
      x.buffer, size, moments, scale: scale.buffer, shift: shift.buffer, into: y.buffer)
  }
  let (saved, weight) = (x.detached, scale.detached)
  return y.recorded(operation, from: [x, scale, shift]) {
    [mask = mask?.detached] (dy, wanted) throws(EngineError) in
    let kernels = dy.kernels
    let dx = try dy.room(for: wanted[0], saved.shape)
    let dScale = try dy.room(for: wanted[1], weight.shape)
    let dShift = try dy.room(for: wanted[2], weight.shape)
    var sums = try onDevice { () throws(OpenCLError) in
      try kernels.normalizationSums(dy.buffer, x: saved.buffer, size, moments)
    }
    try onDevice { () throws(OpenCLError) in
      let groups = AxisView(outer: 1, length: size.groups, inner: size.channels)
      if let dScale { try kernels.sum(sums.product, over: groups, into: dScale.buffer) }
      if let dShift { try kernels.sum(sums.sum, over: groups, into: dShift.buffer) }
    }
    // Weights' gradients are added up with all others; what reaches x has to come from all samples.
    if dx != nil, !share.isWhole { sums = try kernels.wholeBatch(sums, size, over: share) }
    try onDevice { () throws(OpenCLError) in
      if let dx {
        try kernels.normalizationGradient(
          dy.buffer, x: saved.buffer, size, moments, mask: mask?.buffer, scale: weight.buffer,
          sums: sums, into: dx.buffer)
      }
    }
    return [dx, dScale, dShift]
  }
}
