import Kernels
import OpenCL

/// The softmax along the last axis.
///
/// - Parameter mask: 0 and 1 in x's shape: masked elements become 0 and leave the sum; so does a
///   row in which all are masked.
/// - Throws: `EngineError.shape` where x has no last axis or an empty one, or the mask has another
///   shape, `.device` where memory is short or the device fails.
public func softmax(_ x: Tensor, mask: Tensor? = nil) throws(EngineError) -> Tensor {
  let (rows, columns) = try rowsAndColumns("softmax", x)
  if let mask, mask.shape != x.shape {
    throw .shape(operation: "softmax", expected: "a mask of \(x.shape)", found: "\(mask.shape)")
  }
  let y = try x.uninitialized(x.shape)
  try onDevice { () throws(OpenCLError) in
    try x.kernels.softmax(
      x.buffer, mask: mask?.buffer, into: y.buffer, rows: rows, columns: columns)
  }
  return y.recorded("softmax", from: [x]) { (dy, _) throws(EngineError) in
    let dx = try dy.uninitialized(y.shape)
    try onDevice { () throws(OpenCLError) in
      try dy.kernels.softmaxGradient(
        dy.buffer, y: y.buffer, into: dx.buffer, rows: rows, columns: columns)
    }
    return [dx]
  }
}

/// The logarithm of the softmax along the last axis.
///
/// - Throws: `EngineError.shape` where x has no last axis or an empty one, `.device` where memory
///   is short or the device fails.
public func logSoftmax(_ x: Tensor) throws(EngineError) -> Tensor {
  let (rows, columns) = try rowsAndColumns("log softmax", x)
  let y = try x.uninitialized(x.shape)
  try onDevice { () throws(OpenCLError) in
    try x.kernels.logSoftmax(x.buffer, into: y.buffer, rows: rows, columns: columns)
  }
  return y.recorded("log softmax", from: [x]) { (dy, _) throws(EngineError) in
    let dx = try dy.uninitialized(y.shape)
    try onDevice { () throws(OpenCLError) in
      try dy.kernels.logSoftmaxGradient(
        dy.buffer, y: y.buffer, into: dx.buffer, rows: rows, columns: columns)
    }
    return [dx]
  }
}

/// A tensor as rows along its last axis.
///
/// - Throws: `EngineError.shape` where it has no last axis or an empty one.
func rowsAndColumns(_ operation: String, _ x: Tensor) throws(EngineError)
  -> (rows: Int, columns: Int)
{
  guard let columns = x.shape.axes.last, columns > 0 else {
    throw .shape(operation: operation, expected: "an axis to go along", found: "\(x.shape)")
  }
  return (x.shape.count / columns, columns)
}
