import Kernels
import OpenCL

/// The dot product of each row of a with that of b, the mean over rows (Wang et al. 2022, eq. 5).
///
/// - Parameter a: (rows, columns), as is `b`.
/// - Throws: `EngineError.shape` where the two are not matrices of one shape, `.device` where
///   memory is short or the device fails.
public func meanRowDot(_ a: Tensor, _ b: Tensor) throws(EngineError) -> Tensor {
  guard a.shape.rank == 2, a.shape == b.shape else {
    throw .shape(
      operation: "row dot product", expected: "two tensors of one shape (rows, columns)",
      found: "\(a.shape) and \(b.shape)")
  }
  let (rows, columns) = (a.shape[0], a.shape[1])
  let (dots, mean) = (try a.uninitialized([rows]), try a.uninitialized(.scalar))
  try onDevice { () throws(OpenCLError) in
    try a.kernels.rowDot(
      a.buffer, b.buffer, into: RowLosses(dots.buffer, mean: mean.buffer), rows: rows,
      columns: columns)
  }
  let (savedA, savedB) = (a.detached, b.detached)
  return mean.recorded("row dot product", from: [a, b]) { (upstream, wanted) throws(EngineError) in
    let da = try upstream.room(for: wanted[0], savedA.shape)
    let db = try upstream.room(for: wanted[1], savedB.shape)
    try onDevice { () throws(OpenCLError) in
      try upstream.kernels.rowDotGradient(
        .mean(upstream.buffer), savedA.buffer, savedB.buffer, into: (da?.buffer, db?.buffer),
        rows: rows, columns: columns)
    }
    return [da, db]
  }
}
