public import OpenCL

/// What the way back of attention needs of a forward pass.
public struct AttentionRecord {
  /// The softmax of the scores (batch, steps).
  let weights: Buffer
  /// tanh of the projection; nil where it is computed again.
  let squashed: Buffer?
}

/// Attention pooling with its scores s = v · tanh(z), z being a projection (batch, steps, units) of h: one launch
/// each way on GPUs (`kernels/attention_pool_group.cl`), a kernel a step of it on CPUs.
extension Kernels {
  /// - Parameters:
  ///   - query: v, (units).
  ///   - mask: (batch, steps) of 0 and 1: a step with 0 gets no weight.
  ///   - y: (batch, width).
  /// - Throws: `OpenCLError` where memory is short or a kernel cannot be built or enqueued.
  public func attentionPool(
    _ h: Buffer, projected z: Buffer, units: Int, query: Buffer, mask: Buffer?,
    _ size: AttentionShape, into y: Buffer
  ) throws(OpenCLError) -> AttentionRecord {
    let rows = size.batch * size.steps
    let weights = try floats(rows)
    if plan.family == .gpu {
      try launchAttention(
        "attention_pool_group", size, units: units,
        [
          .buffer(h), .buffer(z), .buffer(query), .optional(mask), .buffer(weights), .buffer(y),
        ])
      return AttentionRecord(weights: weights, squashed: nil)
    }
    let (squashed, scores) = (try floats(rows * units), try floats(rows))
    try activation(.tanh, x: z, into: squashed, count: rows * units)
    try matmul(
      squashed, query, MatMulShape(rows: rows, columns: 1, depth: units, transposedB: true),
      into: scores)
    try softmax(scores, mask: mask, into: weights, rows: size.batch, columns: size.steps)
    try attentionPool(h, weights: weights, size, into: y)
    return AttentionRecord(weights: weights, squashed: squashed)
  }

  /// - Parameter gradients: of h, where it is wanted, of z, and of the query where it is wanted.
  /// - Throws: `OpenCLError` where memory is short or a kernel cannot be built or enqueued.
  public func attentionPoolGradient(
    _ record: AttentionRecord, dy: Buffer, h: Buffer, projected z: Buffer, units: Int,
    query: Buffer, _ size: AttentionShape,
    into gradients: (h: Buffer?, projected: Buffer, query: Buffer?)
  ) throws(OpenCLError) {
    let rows = size.batch * size.steps
    let dScores = try floats(rows)
    guard let squashed = record.squashed else {
      let each = gradients.query == nil ? nil : try floats(size.batch * units)
      try launchAttention(
        "attention_pool_group_gradient", size, units: units,
        [
          .buffer(h), .buffer(z), .buffer(query), .buffer(record.weights), .buffer(dy),
          .buffer(dScores), .optional(gradients.h), .buffer(gradients.projected), .optional(each),
        ])
      if let each, let dQuery = gradients.query {
        try biasGradient(each, rows: size.batch, columns: units, into: dQuery)
      }
      return
    }
    if let dh = gradients.h {
      try attentionPoolStepGradient(dy, weights: record.weights, size, into: dh)
    }
    let (dWeights, dSquashed) = (try floats(rows), try floats(rows * units))
    try attentionPoolWeightGradient(dy, h: h, size, into: dWeights)
    try softmaxGradient(
      dWeights, y: record.weights, into: dScores, rows: size.batch, columns: size.steps)
    try matmul(
      dScores, query, MatMulShape(rows: rows, columns: units, depth: 1), into: dSquashed)
    if let dQuery = gradients.query {
      try matmul(
        dScores, squashed, MatMulShape(rows: 1, columns: units, depth: rows, transposedA: true),
        into: dQuery)
    }
    try activationGradient(
      .tanh, y: squashed, dy: dSquashed, into: gradients.projected, count: rows * units)
  }

  /// - Throws: `OpenCLError` where the kernel cannot be built or enqueued.
  private func launchAttention(
    _ name: String, _ size: AttentionShape, units: Int, _ arguments: [KernelArgument]
  ) throws(OpenCLError) {
    let items = plan.sampleGroup
    try queue.launch(
      try kernel(
        name, in: ["vector", "group_sum", "attention_pool_group"],
        options: ["-D V=1", "-D ITEMS=\(items)"],
        localMemory: MemoryLayout<Float>.stride * items),
      global: [size.batch * items], local: [items],
      arguments + [.int(size.steps), .int(size.width), .int(units)])
  }
}
