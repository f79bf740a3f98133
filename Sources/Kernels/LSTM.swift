public import OpenCL

/// The sizes of a recurrence over time.
public struct LSTM: Equatable, Sendable {
  public let batch: Int
  public let steps: Int
  public let hidden: Int

  public init(batch: Int, steps: Int, hidden: Int) {
    self.batch = batch
    self.steps = steps
    self.hidden = hidden
  }

  /// Elements of a state (batch, hidden).
  public var stateCount: Int { batch * hidden }
  /// Elements of y (batch, steps, hidden).
  public var outputCount: Int { batch * steps * hidden }
  /// Elements of the gates (batch, steps, 4 · hidden).
  public var gateCount: Int { 4 * outputCount }
  /// Multiplications and additions of the recurrence, one way.
  var flops: Double { 2 * Double(gateCount) * Double(hidden) }
}

/// What the way back needs of a forward pass.
public struct LSTMRecord {
  /// The values of the gates i, f, g, o (batch, steps, 4 · hidden).
  public let gates: Buffer
  /// h and c before each step (batch, steps, hidden).
  public let hiddenBefore: Buffer
  public let cellBefore: Buffer
}

extension Kernels {
  /// The recurrence of an LSTM.
  ///
  /// - Parameters:
  ///   - projection: (batch, steps, 4 · hidden), what the input and the biases add to the gates.
  ///   - weightHH: (4 · hidden, hidden).
  ///   - h0: (batch, hidden), zeros where nil; so is `c0`.
  ///   - mask: (batch, steps) of 0 and 1: a step with 0 keeps h and c, and its y is 0.
  ///   - y: (batch, steps, hidden).
  ///   - last: h and c after the last step, (batch, hidden) each.
  /// - Throws: `OpenCLError` where memory is short, a kernel cannot be built or work cannot be
  ///   enqueued.
  public func lstm(
    projection: Buffer, weightHH: Buffer, h0: Buffer?, c0: Buffer?, mask: Buffer?, _ size: LSTM,
    into y: Buffer, last: (hidden: Buffer, cell: Buffer)
  ) throws(OpenCLError) -> LSTMRecord {
    let record = LSTMRecord(
      gates: try floats(size.gateCount), hiddenBefore: try floats(size.outputCount),
      cellBefore: try floats(size.outputCount))
    let weights = try floats(4 * size.hidden * size.hidden)
    try permute(weightHH, shape: [4 * size.hidden, size.hidden], order: [1, 0], into: weights)
    let plan = LSTMPlan(self.plan, size)
    try launch(
      "lstm", size, plan, sums: plan.gates * plan.rows,
      [
        .buffer(projection), .buffer(record.gates), .buffer(weights), .optional(mask),
        .optional(h0), .optional(c0), .buffer(record.hiddenBefore), .buffer(record.cellBefore),
        .buffer(y),
        .buffer(last.hidden), .buffer(last.cell),
      ])
    return record
  }

  /// Back through time.
  ///
  /// - Parameters:
  ///   - dy: the gradient of y, where there is one; `dLast` those of the last h and c.
  /// - Returns: the gradients of the projection (batch, steps, 4 · hidden), of h0 and of c0.
  /// - Throws: `OpenCLError` where memory is short, a kernel cannot be built or work cannot be
  ///   enqueued.
  public func lstmGradient(
    _ record: LSTMRecord, weightHH: Buffer, mask: Buffer?, _ size: LSTM, dy: Buffer?,
    dLast: (hidden: Buffer?, cell: Buffer?)
  ) throws(OpenCLError) -> (projection: Buffer, h0: Buffer, c0: Buffer) {
    let gradient = (
      projection: try floats(size.gateCount), h0: try floats(size.stateCount),
      c0: try floats(size.stateCount)
    )
    let plan = LSTMPlan(self.plan, size)
    try launch(
      "lstm_gradient", size, plan, sums: plan.vectors * plan.rows,
      [
        .buffer(record.gates), .buffer(weightHH), .optional(mask), .buffer(record.cellBefore),
        .optional(dy), .optional(dLast.hidden), .optional(dLast.cell), .buffer(gradient.projection),
        .buffer(gradient.h0), .buffer(gradient.c0),
      ])
    return gradient
  }

  /// - Parameter sums: what a work-item of the first slice gets from each of the others.
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  private func launch(
    _ name: String, _ size: LSTM, _ plan: LSTMPlan, sums: Int, _ arguments: [KernelArgument]
  ) throws(OpenCLError) {
    let kernel = try channelKernel(
      name, in: "lstm", channels: size.hidden, options: plan.options,
      localMemory: plan.localMemory(sums: sums))
    try queue.launch(
      kernel, global: [plan.units, ceilDivide(size.batch, plan.rows) * plan.slices],
      local: [plan.units, plan.slices],
      [.int(size.hidden)] + arguments + [.int(size.batch), .int(size.steps)],
      multiplyAdds: MultiplyAdds(flops: size.flops, rate: plan.rate))
  }
}
