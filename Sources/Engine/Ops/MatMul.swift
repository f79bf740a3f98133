public import Kernels
import OpenCL

/// op(a) · op(b): the matrix product over the last two axes. Axes before these are a batch; an
/// operand with two axes serves the whole batch of the other.
///
/// - Parameters:
///   - transposedA: whether a is (…, depth, rows) rather than (…, rows, depth).
///   - transposedB: whether b is (…, columns, depth) rather than (…, depth, columns).
/// - Throws: `EngineError.shape` where depths or batches differ.
public func matmul(
  _ a: Tensor, _ b: Tensor, transposedA: Bool = false, transposedB: Bool = false
) throws(EngineError) -> Tensor {
  let shape = try MatMulShape(a.shape, b.shape, transposedA, transposedB)
  let axes = shape.sharedA ? b.shape.axes.dropLast(2) : a.shape.axes.dropLast(2)
  let c = try a.product(b, shape, into: Shape(axes + [shape.rows, shape.columns]))
  return c.recorded("matmul", from: [a, b]) { (dc, wanted) throws(EngineError) in
    // With P = op(a) · op(b): the gradients are dP · op(b)ᵀ and op(a)ᵀ · dP, transposed again where
    // the operand is, and summed over the batch where it is shared.
    func gradient(
      _ left: Tensor, _ right: Tensor, _ transposedLeft: Bool, _ transposedRight: Bool,
      of operand: Tensor
    ) throws(EngineError) -> Tensor {
      let whole = try matmul(
        left.detached, right.detached, transposedA: transposedLeft,
        transposedB: transposedRight)
      return operand.shape.rank == 2 && whole.shape.rank > 2
        ? try whole.summedOverBatch(to: operand.shape) : whole
    }
    return [
      !wanted[0].isWanted
        ? nil
        : transposedA
          ? try gradient(b, dc, transposedB, true, of: a)
          : try gradient(dc, b, false, !transposedB, of: a),
      !wanted[1].isWanted
        ? nil
        : transposedB
          ? try gradient(dc, a, true, transposedA, of: b)
          : try gradient(a, dc, !transposedA, false, of: b),
    ]
  }
}

/// act(x · weightᵀ + bias) over the last axis of x; all axes before it are rows.
///
/// - Parameters:
///   - x: (…, inputs).
///   - weight: outputs × inputs.
/// - Throws: `EngineError.shape` where the shapes do not fit.
public func linear(
  _ x: Tensor, weight: Tensor, bias: Tensor? = nil, activation: Activation = .identity
) throws(EngineError) -> Tensor {
  guard x.shape.rank > 0, weight.shape.rank == 2, x.shape.axes.last == weight.shape[1],
    bias == nil || bias?.shape == [weight.shape[0]]
  else {
    throw .shape(
      operation: "linear", expected: "(…, inputs), outputs × inputs and outputs",
      found: "\(x.shape), \(weight.shape) and \(bias.map { "\($0.shape)" } ?? "no bias")")
  }
  let (outputs, inputs) = (weight.shape[0], weight.shape[1])
  let rows = x.shape.axes.dropLast().reduce(1, *)
  let forward = MatMulShape(rows: rows, columns: outputs, depth: inputs, transposedB: true)
  let y = try x.product(
    weight, forward, bias: bias, activation, into: Shape(x.shape.axes.dropLast() + [outputs]))
  let z = y.recorded("linear", from: [x, weight, bias]) { (dz, wanted) throws(EngineError) in
    [
      try dz.room(for: wanted[0], x.shape)?.filled(
        with: dz, weight, MatMulShape(rows: rows, columns: inputs, depth: outputs)),
      try dz.weightGradient(x, rows: rows, weight.shape, wanted[1]),
      try dz.biasGradient(columns: outputs, wanted[2]),
    ]
  }
  return z.recordedThrough(activation)
}

extension Tensor {
  func product(
    _ right: Tensor, _ sizes: MatMulShape, bias: Tensor? = nil,
    _ activation: Activation = .identity, into shape: Shape
  ) throws(EngineError) -> Tensor {
    try uninitialized(shape).filled(with: self, right, sizes, bias: bias, activation)
  }

  /// This, which has arbitrary contents, with a product in it.
  ///
  /// - Throws: `EngineError.device` where memory is short or the device fails.
  func filled(
    with left: Tensor, _ right: Tensor, _ sizes: MatMulShape, bias: Tensor? = nil,
    _ activation: Activation = .identity
  ) throws(EngineError) -> Tensor {
    try onDevice { () throws(OpenCLError) in
      try kernels.matmul(
        left.buffer, right.buffer, bias: bias?.buffer, sizes, activation: activation,
        into: buffer)
    }
    return self
  }

  /// The gradient of a weight, outputs × inputs, given this gradient of what it made of x.
  ///
  /// - Throws: `EngineError.device` where memory is short or the device fails.
  func weightGradient(_ x: Tensor, rows: Int, _ weight: Shape, _ wanted: WantedGradient)
    throws(EngineError) -> Tensor?
  {
    try room(for: wanted, weight)?.filled(
      with: self, x,
      MatMulShape(rows: weight[0], columns: weight[1], depth: rows, transposedA: true))
  }

  /// The sum over all axes before the last two.
  ///
  /// - Throws: `EngineError.device` where memory is short or the device fails.
  fileprivate func summedOverBatch(to shape: Shape) throws(EngineError) -> Tensor {
    let result = try uninitialized(shape)
    let view = AxisView(outer: 1, length: self.shape.count / shape.count, inner: shape.count)
    try onDevice { () throws(OpenCLError) in
      try kernels.sum(buffer, over: view, into: result.buffer)
    }
    return result
  }

  /// The gradient of a bias along the last axis, given this gradient of what it was added to.
  ///
  /// - Throws: `EngineError.device` where memory is short or the device fails.
  func biasGradient(columns: Int, _ wanted: WantedGradient) throws(EngineError) -> Tensor? {
    guard let db = try room(for: wanted, [columns]) else { return nil }
    try onDevice { () throws(OpenCLError) in
      try kernels.biasGradient(
        buffer, rows: shape.count / columns, columns: columns, into: db.buffer)
    }
    return db
  }
}

extension MatMulShape {
  fileprivate init(_ a: Shape, _ b: Shape, _ transposedA: Bool, _ transposedB: Bool)
    throws(EngineError)
  {
    let batchA = a.axes.dropLast(2)
    let batchB = b.axes.dropLast(2)
    guard a.rank >= 2, b.rank >= 2,
      a[a.rank - (transposedA ? 2 : 1)] == b[b.rank - (transposedB ? 1 : 2)],
      batchA == batchB || batchA.isEmpty || batchB.isEmpty
    else {
      throw .shape(
        operation: "matmul", expected: "matrices of one depth in batches of one shape",
        found: """
          \(a)\(transposedA ? " transposed" : "") and \(b)\(transposedB ? " transposed" : "")
          """)
    }
    self.init(
      rows: a[a.rank - (transposedA ? 1 : 2)], columns: b[b.rank - (transposedB ? 2 : 1)],
      depth: a[a.rank - (transposedA ? 2 : 1)],
      batch: (batchA.isEmpty ? batchB : batchA).reduce(1, *), transposedA: transposedA,
      transposedB: transposedB, sharedA: batchA.isEmpty && !batchB.isEmpty,
      sharedB: batchB.isEmpty && !batchA.isEmpty)
  }
}
