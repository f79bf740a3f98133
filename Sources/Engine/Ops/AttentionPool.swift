import Kernels
import OpenCL

/// Attention pooling over time (Zhang et al. 2019): a = softmax of the scores over the steps that
/// count, y = Σ_t a_t h_t. A sample in which no step counts gives zeros.
///
/// - Parameters:
///   - h: (batch, steps, width).
///   - scores: (batch, steps).
///   - mask: (batch, steps) of 0 and 1.
/// - Returns: y (batch, width) and the weights a (batch, steps).
/// - Throws: `EngineError.shape` where the shapes do not fit, `.device` where memory is short or
///   the device fails.
public func attentionPool(_ h: Tensor, scores: Tensor, mask: Tensor? = nil)
  throws(EngineError) -> (y: Tensor, weights: Tensor)
{
  let weights = try softmax(scores, mask: mask)
  return (try weightedSum(h, weights: weights), weights)
}

/// Attention pooling (Zhang et al. 2019) by the scores v · tanh(z).
///
/// - Parameters:
///   - h: (batch, steps, width).
///   - z: (batch, steps, units), a projection of h.
///   - query: v, 1 × units.
///   - mask: (batch, steps) of 0 and 1.
/// - Returns: (batch, width); zeros for a sample in which no step counts.
/// - Throws: `EngineError.shape` where the shapes do not fit, `.device` where memory is short or
///   the device fails.
public func attentionPool(
  _ h: Tensor, projected z: Tensor, query: Tensor, mask: Tensor? = nil
) throws(EngineError) -> Tensor {
  guard h.shape.rank == 3, z.shape.rank == 3, z.shape.axes[..<2] == h.shape.axes[..<2],
    query.shape == [1, z.shape[2]],
    mask.map({ $0.shape == [h.shape[0], h.shape[1]] }) ?? true
  else {
    throw .shape(
      operation: "attention pooling",
      expected: "(batch, steps, width), (batch, steps, units), 1 × units and a mask (batch, steps)",
      found: "\(h.shape), \(z.shape), \(query.shape) and \(mask.map { "\($0.shape)" } ?? "none")")
  }
  let size = AttentionShape(batch: h.shape[0], steps: h.shape[1], width: h.shape[2])
  let units = z.shape[2]
  let y = try h.uninitialized([size.batch, size.width])
  let record = try onDevice { () throws(OpenCLError) in
    try h.kernels.attentionPool(
      h.buffer, projected: z.buffer, units: units, query: query.buffer, mask: mask?.buffer, size,
      into: y.buffer)
  }
  let (savedH, savedZ, v) = (h.detached, z.detached, query.detached)
  return y.recorded("attention pooling", from: [h, z, query]) { (dy, wanted) throws(EngineError) in
    let dh = try dy.room(for: wanted[0], savedH.shape)
    let dz = try dy.uninitialized(savedZ.shape)
    let dv = try dy.room(for: wanted[2], v.shape)
    try onDevice { () throws(OpenCLError) in
      try dy.kernels.attentionPoolGradient(
        record, dy: dy.buffer, h: savedH.buffer, projected: savedZ.buffer, units: units,
        query: v.buffer, size, into: (dh?.buffer, dz.buffer, dv?.buffer))
    }
    return [dh, dz, dv]
  }
}

/// The sum over the steps of h (batch, steps, width) times a weight (batch, steps) each.
///
/// - Throws: `EngineError.shape` where the shapes do not fit, `.device` where memory is short or
///   the device fails.
public func weightedSum(_ h: Tensor, weights: Tensor) throws(EngineError) -> Tensor {
  guard h.shape.rank == 3, weights.shape == [h.shape[0], h.shape[1]] else {
    throw .shape(
      operation: "attention pooling", expected: "(batch, steps, width) and (batch, steps)",
      found: "\(h.shape) and \(weights.shape)")
  }
  let size = AttentionShape(batch: h.shape[0], steps: h.shape[1], width: h.shape[2])
  let y = try h.uninitialized([size.batch, size.width])
  try onDevice { () throws(OpenCLError) in
    try h.kernels.attentionPool(h.buffer, weights: weights.buffer, size, into: y.buffer)
  }
  let (savedH, savedWeights) = (h.detached, weights.detached)
  return y.recorded("attention pooling", from: [h, weights]) { (dy, wanted) throws(EngineError) in
    let dh = try dy.room(for: wanted[0], savedH.shape)
    let dWeights = try dy.room(for: wanted[1], savedWeights.shape)
    try onDevice { () throws(OpenCLError) in
      if let dh {
        try dy.kernels.attentionPoolStepGradient(
          dy.buffer, weights: savedWeights.buffer, size, into: dh.buffer)
      }
      if let dWeights {
        try dy.kernels.attentionPoolWeightGradient(
          dy.buffer, h: savedH.buffer, size, into: dWeights.buffer)
      }
    }
    return [dh, dWeights]
  }
}
