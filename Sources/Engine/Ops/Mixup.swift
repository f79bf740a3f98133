import Kernels
import OpenCL

/// Mixup (Zhang et al. 2018): row i becomes λ_i · x_i + (1 - λ_i) · x_partner(i). Labels are mixed by
/// the same call on their one-hot rows. No gradient for λ.
///
/// - Parameters:
///   - x: (rows, …).
///   - lambda: (rows).
///   - partners: the row that each is mixed with.
/// - Throws: `EngineError.shape` where there are not as many λ or partners as rows, or a partner is
///   no row.
public func mixup(_ x: Tensor, lambda: Tensor, partners: [Int]) throws(EngineError) -> Tensor {
  let rows = x.shape.axes.first ?? 0
  guard rows > 0, lambda.shape == [rows], partners.count == rows,
    partners.allSatisfy((0..<rows).contains)
  else {
    throw .shape(
      operation: "mixup", expected: "a λ and a partner for each row of \(x.shape)",
      found: "\(lambda.shape) λ and partners \(partners)")
  }
  let columns = x.shape.count / rows
  let y = try x.uninitialized(x.shape)
  let indices = try onDevice { () throws(OpenCLError) in
    let indices = try x.kernels.queue.makeBuffer(partners.map(Int32.init))
    try x.kernels.mixup(
      x.buffer, lambda: lambda.buffer, partners: indices, into: y.buffer, rows: rows,
      columns: columns)
    return indices
  }
  let weights = lambda.detached
  return y.recorded("mixup", from: [x, lambda]) { (dy, wanted) throws(EngineError) in
    guard wanted[0].isWanted else { return [nil, nil] }
    let dx = try dy.uninitialized(dy.shape)
    try onDevice { () throws(OpenCLError) in
      try dy.kernels.mixupGradient(
        dy.buffer, lambda: weights.buffer, partners: indices, into: dx.buffer, rows: rows,
        columns: columns)
    }
    return [dx, nil]
  }
}
