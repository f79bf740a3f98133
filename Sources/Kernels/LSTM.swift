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

/// What the input adds to the gates of an LSTM.
public struct LSTMProjection {
  /// (splits, batch, steps, 4 · hidden): parts, which the recurrence adds up.
  let parts: Buffer
  let splits: Int
  /// What it adds to them; nil where they have it.
  let biases: (input: Buffer, hidden: Buffer)?

  /// - Parameter whole: (batch, steps, 4 · hidden), with the biases.
  public init(_ whole: Buffer) { self.init(parts: whole, splits: 1, biases: nil) }

  fileprivate init(parts: Buffer, splits: Int, biases: (input: Buffer, hidden: Buffer)?) {
    (self.parts, self.splits, self.biases) = (parts, splits, biases)
  }
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
  /// What an input x (batch, steps, inputs) adds to the gates, one product for all steps.
  ///
  /// - Parameters:
  ///   - weight: (4 · hidden, inputs).
  ///   - biases: (4 · hidden) each.
  /// - Throws: `OpenCLError` where memory is short or a kernel cannot be built or enqueued.
  public func lstmProjection(
    _ x: Buffer, inputs: Int, weight: Buffer, biases: (input: Buffer, hidden: Buffer), _ size: LSTM
  ) throws(OpenCLError) -> LSTMProjection {
    let gates = 4 * size.hidden
    let shape = MatMulShape(
      rows: size.batch * size.steps, columns: gates, depth: inputs, transposedB: true)
    switch plan.family {
    case .gpu:
      let plan = choose(nil, for: shape)
      let parts = try floats(plan.splits * size.gateCount)
      try partialProducts(x, weight, shape, plan, into: parts)
      return LSTMProjection(parts: parts, splits: plan.splits, biases: biases)
    case .cpu:
      let (bias, projection) = (try floats(gates), try floats(size.gateCount))
      try arithmetic(.add, biases.input, biases.hidden, into: bias, count: gates)
      try matmul(x, weight, bias: bias, shape, into: projection)
      return LSTMProjection(projection)
    }
  }

  /// The recurrence of an LSTM.
  ///
  /// - Parameters:
  ///   - projection: what the input and the biases add to the gates.
  ///   - weightHH: (4 · hidden, hidden).
  ///   - forms: what was made of it before, and is kept.
  ///   - h0: (batch, hidden), zeros where nil; so is `c0`.
  ///   - mask: (batch, steps) of 0 and 1: a step with 0 keeps h and c, and its y is 0.
  ///   - y: (batch, steps, hidden).
  ///   - last: h and c after the last step, (batch, hidden) each.
  /// - Throws: `OpenCLError` where memory is short, a kernel cannot be built or work cannot be
  ///   enqueued.
  public func lstm(
    projection: LSTMProjection, weightHH: Buffer, forms: WeightForms? = nil, h0: Buffer?,
    c0: Buffer?, mask: Buffer?, _ size: LSTM, into y: Buffer, last: (hidden: Buffer, cell: Buffer)
  ) throws(OpenCLError) -> LSTMRecord {
    let record = LSTMRecord(
      gates: try floats(size.gateCount), hiddenBefore: try floats(size.outputCount),
      cellBefore: try floats(size.outputCount))
    let weights = try transposed(weightHH, forms, size)
    let plan = LSTMPlan(self.plan, size)
    try launch(
      "lstm", size, plan, sums: plan.gates * plan.rows,
      options: projection.splits > 1 ? ["-D SPLITS=\(projection.splits)"] : [],
      [
        .buffer(projection.parts), .optional(projection.biases?.input),
        .optional(projection.biases?.hidden), .buffer(record.gates), .buffer(weights),
        .optional(mask),
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

  /// The recurrent weights as (hidden, 4 · hidden).
  ///
  /// - Throws: `OpenCLError` where memory is short or the kernel cannot be built or enqueued.
  private func transposed(_ weightHH: Buffer, _ forms: WeightForms?, _ size: LSTM)
    throws(OpenCLError) -> Buffer
  {
    let gates = 4 * size.hidden
    if plan.family == .gpu {
      return try form(
        .transposed(rows: gates, columns: size.hidden), of: weightHH, keptIn: forms)
    }
    let weights = try floats(gates * size.hidden)
    try permute(weightHH, shape: [gates, size.hidden], order: [1, 0], into: weights)
    return weights
  }

  /// - Parameter sums: what a work-item of the first slice gets from each of the others.
  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  private func launch(
    _ name: String, _ size: LSTM, _ plan: LSTMPlan, sums: Int, options: [String] = [],
    _ arguments: [KernelArgument]
  ) throws(OpenCLError) {
    let kernel = try channelKernel(
      name, in: "lstm", channels: size.hidden, options: plan.options + options,
      localMemory: plan.localMemory(sums: sums))
    try queue.launch(
      kernel, global: [plan.units, ceilDivide(size.batch, plan.rows) * plan.slices],
      local: [plan.units, plan.slices],
      [.int(size.hidden)] + arguments + [.int(size.batch), .int(size.steps)],
      multiplyAdds: MultiplyAdds(flops: size.flops, rate: plan.rate))
  }
}
