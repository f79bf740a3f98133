import Kernels
import OpenCL

extension Tensor {
  /// The sum over all elements.
  ///
  /// - Throws: `EngineError.device` where memory is short or the device fails.
  public func sum() throws(EngineError) -> Tensor { try reduced("sum", times: 1) }

  /// The mean over all elements.
  ///
  /// - Throws: `EngineError.device` where memory is short or the device fails.
  public func mean() throws(EngineError) -> Tensor {
    try reduced("mean", times: 1 / Float(shape.count))
  }

  /// The sum over one axis, which disappears.
  ///
  /// - Throws: `EngineError.shape` where there is no such axis, `.device` where memory is short or
  ///   the device fails.
  public func sum(axis: Int) throws(EngineError) -> Tensor {
    try reduced("sum", axis: axis, times: 1)
  }

  /// The mean over one axis, which disappears.
  ///
  /// - Throws: `EngineError.shape` where there is no such axis, `.device` where memory is short or
  ///   the device fails.
  public func mean(axis: Int) throws(EngineError) -> Tensor {
    guard shape.axes.indices.contains(axis) else {
      throw .shape(operation: "mean", expected: "an axis below \(shape.rank)", found: "\(axis)")
    }
    return try reduced("mean", axis: axis, times: 1 / Float(shape[axis]))
  }

  private func reduced(_ operation: String, axis: Int? = nil, times factor: Float)
    throws(EngineError) -> Tensor
  {
    let axes = shape.axes
    let view: AxisView
    let result: Shape
    if let axis {
      guard axes.indices.contains(axis) else {
        throw .shape(
          operation: operation, expected: "an axis below \(axes.count)", found: "\(axis)")
      }
      view = AxisView(
        outer: axes[..<axis].reduce(1, *), length: axes[axis],
        inner: axes[(axis + 1)...].reduce(1, *))
      result = Shape(Array(axes[..<axis] + axes[(axis + 1)...]))
    } else {
      view = AxisView(outer: 1, length: shape.count, inner: 1)
      result = .scalar
    }
    let y = try uninitialized(result)
    try onDevice { () throws(OpenCLError) in
      try kernels.sum(buffer, over: view, times: factor, into: y.buffer)
    }
    let shape = shape
    return y.recorded(operation, from: [self]) { (upstream, _) throws(EngineError) in
      let dx = try upstream.uninitialized(shape)
      try onDevice { () throws(OpenCLError) in
        try upstream.kernels.spread(
          upstream.buffer, over: view, times: factor, into: dx.buffer)
      }
      return [dx]
    }
  }
}
