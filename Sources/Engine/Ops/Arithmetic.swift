import Kernels
import OpenCL

extension Tensor {
  /// Sum, element by element.
  ///
  /// - Throws: `EngineError.shape` where the shapes differ, `.device` where memory is short or the
  ///   device fails.
  public static func + (a: Tensor, b: Tensor) throws(EngineError) -> Tensor {
    try a.plus(b).recorded("add", from: [a, b]) { (upstream, _) throws(EngineError) in
      [upstream, upstream]
    }
  }

  /// The sum off the tape, in memory that may be chosen.
  ///
  /// - Throws: `EngineError.shape` where the shapes differ, `.device` where memory is short or the
  ///   device fails.
  func plus(_ other: Tensor, into place: Buffer? = nil) throws(EngineError) -> Tensor {
    try combined(.add, self, other, into: place)
  }

  /// Difference, element by element.
  ///
  /// - Throws: `EngineError.shape` where the shapes differ, `.device` where memory is short or the
  ///   device fails.
  public static func - (a: Tensor, b: Tensor) throws(EngineError) -> Tensor {
    try combined(.subtract, a, b).recorded("subtract", from: [a, b]) {
      (upstream, wanted) throws(EngineError) in
      [upstream, wanted[1].isWanted ? try scaled(upstream, by: -1) : nil]
    }
  }

  /// Product, element by element.
  ///
  /// - Throws: `EngineError.shape` where the shapes differ, `.device` where memory is short or the
  ///   device fails.
  public static func * (a: Tensor, b: Tensor) throws(EngineError) -> Tensor {
    let (savedA, savedB) = (a.detached, b.detached)
    return try combined(.multiply, a, b).recorded("multiply", from: [a, b]) {
      (upstream, wanted) throws(EngineError) in
      [
        wanted[0].isWanted ? try combined(.multiply, upstream, savedB) : nil,
        wanted[1].isWanted ? try combined(.multiply, upstream, savedA) : nil,
      ]
    }
  }

  /// Every element times a number.
  ///
  /// - Throws: `EngineError.device` where memory is short or the device fails.
  public static func * (factor: Float, x: Tensor) throws(EngineError) -> Tensor {
    try scaled(x, by: factor).recorded("scale", from: [x]) { (upstream, _) throws(EngineError) in
      [try scaled(upstream, by: factor)]
    }
  }

  /// Every element with the other sign.
  ///
  /// - Throws: `EngineError.device` where memory is short or the device fails.
  public static prefix func - (x: Tensor) throws(EngineError) -> Tensor { try -1 * x }
}

private func combined(
  _ operation: Arithmetic, _ a: Tensor, _ b: Tensor, into place: Buffer? = nil
) throws(EngineError) -> Tensor {
  guard a.shape == b.shape else {
    throw .shape(
      operation: operation.rawValue, expected: "two tensors of one shape",
      found: "\(a.shape) and \(b.shape)")
  }
  let result =
    if let place { Tensor(a.shape, place, a.kernels) } else { try a.uninitialized(a.shape) }
  try onDevice { () throws(OpenCLError) in
    try a.kernels.arithmetic(
      operation, a.buffer, b.buffer, into: result.buffer, count: a.shape.count)
  }
  return result
}

private func scaled(_ x: Tensor, by factor: Float) throws(EngineError) -> Tensor {
  let result = try x.uninitialized(x.shape)
  try onDevice { () throws(OpenCLError) in
    try x.kernels.scale(x.buffer, by: factor, into: result.buffer, count: x.shape.count)
  }
  return result
}
