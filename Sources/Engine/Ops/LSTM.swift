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
  // The input's part of the gates is one product for all steps.
  let projection = try linear(x, weight: weightIH, bias: biasIH + biasHH)
  return try recurrence(projection, weightHH: weightHH, h0: h0, c0: c0, mask: mask)
}

/// The part of an LSTM that goes step by step.
///
/// - Parameter projection: (batch, steps, 4 · hidden), what input and biases add to the gates.
/// - Throws: `EngineError.shape` where the shapes do not fit, `.device` where memory is short or
///   the device fails.
private func recurrence(
  _ projection: Tensor, weightHH: Tensor, h0: Tensor?, c0: Tensor?, mask: Tensor?
) throws(EngineError) -> (y: Tensor, hidden: Tensor, cell: Tensor) {
  let size = try LSTM(projection.shape, weightHH.shape, h0?.shape, c0?.shape, mask?.shape)
  let y = try projection.uninitialized([size.batch, size.steps, size.hidden])
  let (hidden, cell) = (
    try projection.uninitialized([size.batch, size.hidden]),
    try projection.uninitialized([size.batch, size.hidden])
  )
  let record = try onDevice { () throws(OpenCLError) in
    try projection.kernels.lstm(
      projection: projection.buffer, weightHH: weightHH.buffer, h0: h0?.buffer, c0: c0?.buffer,
      mask: mask?.buffer, size, into: y.buffer, last: (hidden.buffer, cell.buffer))
  }
  let (weight, stepMask) = (weightHH.detached, mask?.detached)
  let outputs = Tensor.record(
    "LSTM", [y, hidden, cell], from: [projection, weightHH, h0, c0]
  ) { (upstream, wanted) throws(EngineError) in
    let kernels = weight.kernels
    let gradient = try onDevice { () throws(OpenCLError) in
      try kernels.lstmGradient(
        record, weightHH: weight.buffer, mask: stepMask?.buffer, size, dy: upstream[0]?.buffer,
        dLast: (upstream[1]?.buffer, upstream[2]?.buffer))
    }
    let gates = Tensor([size.batch, size.steps, 4 * size.hidden], gradient.projection, kernels)
    let state: Shape = [size.batch, size.hidden]
    return [
      gates, wanted[1] ? try weightGradient(gates, record.hiddenBefore, size) : nil,
      Tensor(state, gradient.h0, kernels), Tensor(state, gradient.c0, kernels),
    ]
  }
  return (outputs[0], outputs[1], outputs[2])
}

/// Over all samples and steps, the sum of the gates' gradients times h before the step.
///
/// - Throws: `EngineError.device` where memory is short or the device fails.
private func weightGradient(_ gates: Tensor, _ hiddenBefore: Buffer, _ size: LSTM)
  throws(EngineError) -> Tensor
{
  let rows = size.batch * size.steps
  return try matmul(
    gates.reshaped(to: [rows, 4 * size.hidden]),
    Tensor([rows, size.hidden], hiddenBefore, gates.kernels), transposedA: true)
}

extension LSTM {
  fileprivate init(
    _ projection: Shape, _ weightHH: Shape, _ h0: Shape?, _ c0: Shape?, _ mask: Shape?
  ) throws(EngineError) {
    guard projection.rank == 3, projection.count > 0, weightHH.rank == 2,
      weightHH[0] == 4 * weightHH[1], projection[2] == weightHH[0]
    else {
      throw .shape(
        operation: "LSTM", expected: "gates (batch, steps, 4 · hidden) and 4 · hidden × hidden",
        found: "\(projection) and \(weightHH)")
    }
    self.init(batch: projection[0], steps: projection[1], hidden: weightHH[1])
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
