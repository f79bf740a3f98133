import Kernels
import OpenCL

/// A long short-term memory layer over a sequence, as PyTorch's: gates in the order i, f, g, o, two
/// biases.
///
/// - Parameters:
///   - x: (batch, steps, inputs).
///   - weightIH: (4 · hidden, inputs); `weightHH`: (4 · hidden, hidden); biases: (4 · hidden).
///   - h0: (batch, hidden), zeros where nil; so is `c0`.
///   - mask: (batch, steps) of 0 and 1: a step with 0 keeps h and c, and its y is 0.
/// - Returns: y (batch, steps, hidden), and h and c after the last step (batch, hidden).
/// - Throws: `EngineError.shape` where shapes do not fit.
public func lstm(
  _ x: Tensor, weightIH: Tensor, weightHH: Tensor, biasIH: Tensor, biasHH: Tensor,
  h0: Tensor? = nil, c0: Tensor? = nil, mask: Tensor? = nil
) throws(EngineError) -> (y: Tensor, hidden: Tensor, cell: Tensor) {
  let size = try LSTM(x.shape, weightIH.shape, weightHH.shape, h0?.shape, c0?.shape, mask?.shape)
  let gates = 4 * size.hidden
  guard biasIH.shape == [gates], biasHH.shape == [gates] else {
    throw .shape(
      operation: "LSTM", expected: "biases of \(gates)",
      found: "\(biasIH.shape) and \(biasHH.shape)")
  }
  let inputs = x.shape[2]
  let y = try x.uninitialized([size.batch, size.steps, size.hidden])
  let (hidden, cell) = (
    try x.uninitialized([size.batch, size.hidden]), try x.uninitialized([size.batch, size.hidden])
  )
  let record = try onDevice { () throws(OpenCLError) in
    let projection = try x.kernels.lstmProjection(
      x.buffer, inputs: inputs, weight: weightIH.buffer, biases: (biasIH.buffer, biasHH.buffer),
      size)
    return try x.kernels.lstm(
      projection: projection, weightHH: weightHH.buffer, forms: weightHH.forms, h0: h0?.buffer,
      c0: c0?.buffer, mask: mask?.buffer, size, into: y.buffer, last: (hidden.buffer, cell.buffer))
  }
  let (sequence, inputWeight, weight) = (x.detached, weightIH.detached, weightHH.detached)
  let stepMask = mask?.detached
  let outputs = Tensor.record(
    "LSTM", [y, hidden, cell], from: [x, weightIH, weightHH, biasIH, biasHH, h0, c0]
  ) { (upstream, wanted) throws(EngineError) in
    let kernels = weight.kernels
    let gradient = try onDevice { () throws(OpenCLError) in
      try kernels.lstmGradient(
        record, weightHH: weight.buffer, mask: stepMask?.buffer, size, dy: upstream[0]?.buffer,
        dLast: (upstream[1]?.buffer, upstream[2]?.buffer))
    }
    let dGates = Tensor([size.batch, size.steps, gates], gradient.projection, kernels)
    let before = Tensor(y.shape, record.hiddenBefore, kernels)
    let rows = size.batch * size.steps
    let state: Shape = [size.batch, size.hidden]
    // Both biases have the same.
    let db = try dGates.biasGradient(columns: gates, wanted[3].isWanted ? wanted[3] : wanted[4])
    return [
      try dGates.room(for: wanted[0], sequence.shape)?.filled(
        with: dGates, inputWeight, MatMulShape(rows: rows, columns: inputs, depth: gates)),
      try dGates.weightGradient(sequence, rows: rows, inputWeight.shape, wanted[1]),
      try dGates.weightGradient(before, rows: rows, weight.shape, wanted[2]),
      db, db, Tensor(state, gradient.h0, kernels), Tensor(state, gradient.c0, kernels),
    ]
  }
  return (outputs[0], outputs[1], outputs[2])
}

extension LSTM {
  fileprivate init(
    _ x: Shape, _ weightIH: Shape, _ weightHH: Shape, _ h0: Shape?, _ c0: Shape?, _ mask: Shape?
  ) throws(EngineError) {
    guard x.rank == 3, x.count > 0, weightHH.rank == 2, weightHH[0] == 4 * weightHH[1],
      weightIH == [weightHH[0], x[2]]
    else {
      throw .shape(
        operation: "LSTM",
        expected: "(batch, steps, inputs), 4 · hidden × inputs and 4 · hidden × hidden",
        found: "\(x), \(weightIH) and \(weightHH)")
    }
    self.init(batch: x[0], steps: x[1], hidden: weightHH[1])
    let state: Shape = [batch, hidden]
    guard h0 ?? state == state, c0 ?? state == state,
      mask ?? [batch, steps] == [batch, steps]
    else {
      throw .shape(
        operation: "LSTM", expected: "states of \(state) and a mask of \(batch)×\(steps)",
        found: [h0, c0, mask].map { $0.map { "\($0)" } ?? "none" }.joined(separator: ", "))
    }
  }
}
