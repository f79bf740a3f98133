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
    return try moved(order).recorded("permute", from: [self]) {
      (upstream, _) throws(EngineError) in [try upstream.moved(inverse)]
    }
  }

  private func moved(_ order: [Int]) throws(EngineError) -> Tensor {
    let y = try uninitialized(Shape(order.map { shape[$0] }))
    try onDevice { () throws(OpenCLError) in
      try kernels.permute(buffer, shape: shape.axes, order: order, into: y.buffer)
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
    try cut.copyOut(of: self, into: y)
    return y.recorded("slice", from: [self]) { (upstream, _) throws(EngineError) in
      let dx = try Tensor(repeating: 0, whole, on: upstream.kernels)
      try cut.copyIn(upstream, to: dx)
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
    let length = shape[0] / count
    var parts: [Tensor] = []
    for part in 0..<count {
      parts.append(try slice(axis: 0, part * length..<(part + 1) * length))
    }
    return parts
  }
}

/// The tensors one after the other along an axis.
///
/// - Throws: `EngineError.shape` where there are none, they have no such axis, or they differ in
///   another one, `.device` where memory is short or the device fails.
public func concatenated(_ tensors: [Tensor], axis: Int = 0) throws(EngineError) -> Tensor {
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
  let y = try first.uninitialized(Shape(axes))
  var pieces: [Piece] = []
  var start = 0
  for tensor in tensors {
    let piece = Piece(of: y.shape, axis: axis, start..<start + tensor.shape[axis])
    try piece.copyIn(tensor, to: y)
    pieces.append(piece)
    start += tensor.shape[axis]
  }
  return y.recorded("concatenate", from: tensors) {
    [pieces] (upstream, wanted) throws(EngineError) in
    var gradients: [Tensor?] = []
    for (piece, wanted) in zip(pieces, wanted) {
      guard wanted else {
        gradients.append(nil)
        continue
      }
      let dx = try upstream.uninitialized(piece.shape)
      try piece.copyOut(of: upstream, into: dx)
      gradients.append(dx)
    }
    return gradients
  }
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

  func copyOut(of whole: Tensor, into piece: Tensor) throws(EngineError) {
    try onDevice { () throws(OpenCLError) in
      try whole.kernels.copyRows(
        whole.buffer, width: wholeWidth, at: start, to: piece.buffer, width: columns, at: 0,
        rows: rows, columns: columns)
    }
  }

  func copyIn(_ piece: Tensor, to whole: Tensor) throws(EngineError) {
    try onDevice { () throws(OpenCLError) in
      try whole.kernels.copyRows(
        piece.buffer, width: columns, at: 0, to: whole.buffer, width: wholeWidth, at: start,
        rows: rows, columns: columns)
    }
  }
}
