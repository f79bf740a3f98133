import Kernels
import OpenCL

/// The triplet loss of a batch.
public struct TripletLoss {
  /// A scalar: the mean over rows.
  public let mean: Tensor
  /// (rows): each triplet's, without a gradient.
  let each: Tensor

  /// The same without the way to a gradient.
  public var detached: TripletLoss { TripletLoss(mean: mean.detached, each: each) }

  /// A scalar without a gradient: the share of active triplets, whose loss is above 0. Where none is active
  /// the loss guides nothing.
  ///
  /// - Throws: `EngineError.device` where memory is short or the device fails.
  public func activeShare() throws(EngineError) -> Tensor {
    let (active, share) = (try each.uninitialized(each.shape), try each.uninitialized(.scalar))
    try onDevice { () throws(OpenCLError) in
      try each.kernels.tripletLossActive(
        each.buffer, into: RowLosses(active.buffer, mean: share.buffer), rows: each.shape[0])
    }
    return share
  }
}

/// The triplet loss with l1 distance (Wang et al. 2022, eq. 2, 3 and 6):
/// max(|a - p|₁ - |a - n|₁ + margin, 0). At a kink the slope is 0.
///
/// - Parameters:
///   - anchor: (rows, columns), as are `positive` and `negative`.
/// - Throws: `EngineError.shape` where the three are not matrices of one shape, `.device` where
///   memory is short or the device fails.
public func tripletLoss(anchor: Tensor, positive: Tensor, negative: Tensor, margin: Float)
  throws(EngineError) -> TripletLoss
{
  guard anchor.shape.rank == 2, anchor.shape == positive.shape, anchor.shape == negative.shape
  else {
    throw .shape(
      operation: "triplet loss", expected: "three tensors of one shape (rows, columns)",
      found: "\(anchor.shape), \(positive.shape) and \(negative.shape)")
  }
  let (rows, columns) = (anchor.shape[0], anchor.shape[1])
  let (losses, mean) = (try anchor.uninitialized([rows]), try anchor.uninitialized(.scalar))
  try onDevice { () throws(OpenCLError) in
    try anchor.kernels.tripletLoss(
      anchor: anchor.buffer, positive: positive.buffer, negative: negative.buffer,
      margin: margin, into: RowLosses(losses.buffer, mean: mean.buffer), rows: rows,
      columns: columns)
  }
  let (a, p, n) = (anchor.detached, positive.detached, negative.detached)
  let recorded = mean.recorded("triplet loss", from: [anchor, positive, negative]) {
    (upstream, wanted) throws(EngineError) in
    var gradients: [Tensor?] = []
    for wanted in wanted { gradients.append(try a.room(for: wanted, a.shape)) }
    try onDevice { () throws(OpenCLError) in
      try a.kernels.tripletLossGradient(
        anchor: a.buffer, positive: p.buffer, negative: n.buffer, losses: losses.buffer,
        upstream: .mean(upstream.buffer),
        into: (gradients[0]?.buffer, gradients[1]?.buffer, gradients[2]?.buffer), rows: rows,
        columns: columns)
    }
    return gradients
  }
  return TripletLoss(mean: recorded, each: losses)
}
