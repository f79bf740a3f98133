import Kernels
import OpenCL

extension Tensor {
  /// The same elements in another shape of the same count.
  ///
  /// - Throws: `EngineError.shape` where the count is another.
  public func reshaped(to shape: Shape) throws(EngineError) -> Tensor {
    guard shape.count == self.shape.count else {
      throw .shape(
        operation: "reshape", expected: "\(self.shape.count) elements", found: "\(shape)")
    }
    var result = recordedView(as: shape)
    // What comes after may pass its gradient through the rectifier in this shape as well.
    if let rectification, let input = beforeRectification.recordedView(as: shape).origin {
      result.rectification = Rectification(input: input, slope: rectification.slope)
    }
    return result
  }

  private func recordedView(as shape: Shape) -> Tensor {
    let before = self.shape
    return viewed(as: shape, origin: nil).recorded("reshape", from: [self]) {
      (upstream, _) throws(EngineError) in
      [upstream.viewed(as: before, origin: nil)]
    }
  }

  /// The axes in another order: axis n of the result is axis `order[n]` of this.
  ///
  /// - Throws: `EngineError.shape` where `order` does not name every axis once, or there are more
  ///   than four, `.device` where memory is short or the device fails.
  public func permuted(_ order: [Int]) throws(EngineError) -> Tensor {
    guard order.sorted() == Array(shape.axes.indices), order.count <= 4 else {
      throw .shape(
        operation: "permute", expected: "each of at most four axes of \(shape) once",
        found: "\(order)")
    }
    let inverse = order.indices.map { axis in order.firstIndex(of: axis) ?? axis }
    let gate = gate(by: self)
    return try moved(order).recorded("permute", from: [beforeRectification]) {
      (upstream, _) throws(EngineError) in [try upstream.moved(inverse, gate: gate)]
    }
  }

  private func moved(_ order: [Int], gate: Gate? = nil) throws(EngineError) -> Tensor {
    let y = try uninitialized(Shape(order.map { shape[$0] }))
    try onDevice { () throws(OpenCLError) in
      try kernels.permute(buffer, shape: shape.axes, order: order, gate: gate, into: y.buffer)
    }
    return y
  }

  /// The part of one axis with these indices.
  ///
  /// - Throws: `EngineError.shape` where there is no such axis or it has not all of these indices,
  ///   `.device` where memory is short or the device fails.
  public func slice(axis: Int, _ range: Range<Int>) throws(EngineError) -> Tensor {
    guard shape.axes.indices.contains(axis), range.lowerBound >= 0, range.upperBound <= shape[axis]
    else {
      throw .shape(
        operation: "slice", expected: "a part of axis \(axis) of \(shape)", found: "\(range)")
    }
    let whole = shape
    let cut = Piece(of: whole, axis: axis, range)
    let y = try uninitialized(cut.shape)
    try kernels.copy([cut.cut(out: y, of: self)])
    return y.recorded("slice", from: [self]) { (upstream, _) throws(EngineError) in
      let dx = try Tensor(repeating: 0, whole, on: upstream.kernels)
      try upstream.kernels.copy([cut.put(upstream, into: dx)])
      return [dx]
    }
  }

  /// Equal parts along the first axis.
  ///
  /// - Throws: `EngineError.shape` where the first axis cannot be cut into so many, `.device` where
  ///   memory is short or the device fails.
  public func chunks(_ count: Int) throws(EngineError) -> [Tensor] {
    guard shape.rank > 0, count > 0, shape[0] % count == 0 else {
      throw .shape(
        operation: "chunks", expected: "a first axis that \(count) divides", found: "\(shape)")
    }
    let (whole, length) = (shape, shape[0] / count)
    let pieces = (0..<count).map {
      Piece(of: whole, axis: 0, $0 * length..<($0 + 1) * length)
    }
    return Tensor.record("chunks", try cut(pieces), from: [self]) {
      (upstream, _) throws(EngineError) in
      guard let given = upstream.compactMap(\.self).first else { return [nil] }
      let dx = try given.uninitialized(whole)
      try dx.kernels.copy(zip(pieces, upstream).map { $0.put($1, into: dx) })
      return [dx]
    }
  }

  /// Pieces as tensors of their own.
  ///
  /// - Throws: `EngineError.device` where memory is short or the device fails.
  fileprivate func cut(_ pieces: [Piece]) throws(EngineError) -> [Tensor] {
    var parts: [Tensor] = []
    for piece in pieces { parts.append(try uninitialized(piece.shape)) }
    try kernels.copy(zip(pieces, parts).map { $0.cut(out: $1, of: self) })
    return parts
  }
}

/// The tensors one after the other along an axis.
///
/// - Throws: `EngineError.shape` where there are none, they have no such axis, or they differ in
///   another one, `.device` where memory is short or the device fails.
public func concatenated(_ tensors: [Tensor], axis: Int = 0) throws(EngineError) -> Tensor {
  try concatenated(each: [tensors], axis: axis)[0]
}

/// Several times tensors one after the other, all in one launch on a GPU.
///
/// - Throws: as `concatenated(_:axis:)`.
public func concatenated(each lists: [[Tensor]], axis: Int = 0) throws(EngineError) -> [Tensor] {
  var (wholes, copies): ([Tensor], [RowsCopy]) = ([], [])
  for tensors in lists {
    let (whole, pieces) = try wholeTensor(of: tensors, axis: axis)
    copies += zip(pieces, tensors).map { $0.put($1, into: whole) }
    wholes.append(
      whole.recorded("concatenate", from: tensors) { (upstream, wanted) throws(EngineError) in
        var parts = try upstream.cut(zip(pieces, wanted).filter(\.1.isWanted).map(\.0))[...]
        return wanted.map { $0.isWanted ? parts.popFirst() : nil }
      })
  }
  try wholes.first?.kernels.copy(copies)
  return wholes
}

/// Room for all of the tensors, and the piece of it that each is to be.
///
/// - Throws: as `concatenated(_:axis:)`.
private func wholeTensor(of tensors: [Tensor], axis: Int) throws(EngineError) -> (
  Tensor, [Piece]
) {
  guard let first = tensors.first, first.shape.axes.indices.contains(axis) else {
    throw .shape(operation: "concatenate", expected: "tensors with axis \(axis)", found: "none")
  }
  for tensor in tensors where !sameButForAxis(axis, first.shape, tensor.shape) {
    throw .shape(
      operation: "concatenate", expected: "shapes that differ in axis \(axis) only",
      found: "\(first.shape) and \(tensor.shape)")
  }
  var axes = first.shape.axes
  axes[axis] = tensors.reduce(0) { $0 + $1.shape[axis] }
  let whole = try first.uninitialized(Shape(axes))
  var pieces: [Piece] = []
  var start = 0
  for tensor in tensors {
    let end = start + tensor.shape[axis]
    pieces.append(Piece(of: whole.shape, axis: axis, start..<end))
    start = end
  }
  return (whole, pieces)
}

private func sameButForAxis(_ axis: Int, _ a: Shape, _ b: Shape) -> Bool {
  a.rank == b.rank && a.axes.indices.allSatisfy { $0 == axis || a[$0] == b[$0] }
}

/// A range of one axis of a larger tensor.
private struct Piece {
  let shape: Shape
  private let rows: Int
  private let columns: Int
  private let wholeWidth: Int
  private let start: Int

  init(of whole: Shape, axis: Int, _ range: Range<Int>) {
    var axes = whole.axes
    axes[axis] = range.count
    shape = Shape(axes)
    let inner = axes[(axis + 1)...].reduce(1, *)
    rows = axes[..<axis].reduce(1, *)
    columns = range.count * inner
    wholeWidth = whole[axis] * inner
    start = range.lowerBound * inner
  }

  /// To cut this piece out of a tensor.
  func cut(out piece: Tensor, of whole: Tensor) -> RowsCopy {
    RowsCopy(
      whole.buffer, width: wholeWidth, at: start, to: piece.buffer, width: columns, at: 0,
      rows: rows, columns: columns)
  }

  /// To put this piece into a tensor, zeros where it is nil.
  func put(_ piece: Tensor?, into whole: Tensor) -> RowsCopy {
    RowsCopy(
      piece?.buffer, width: columns, at: 0, to: whole.buffer, width: wholeWidth, at: start,
      rows: rows, columns: columns)
  }
}

extension Kernels {
  fileprivate func copy(_ pieces: [RowsCopy]) throws(EngineError) {
    try onDevice { () throws(OpenCLError) in try copyRows(pieces) }
  }
}
