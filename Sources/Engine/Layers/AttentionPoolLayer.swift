/// Soft attention over time (Zhang et al. 2019): s = v · tanh(W h + b), a = softmax of s over time,
/// the result the sum of a h.
public struct AttentionPool: Module {
  private let projection: Linear
  private let query: Linear

  public init(_ hidden: Int, _ random: any RandomSource) throws(EngineError) {
    projection = try Linear(hidden, hidden, random)
    query = try Linear(hidden, 1, bias: false, random)
  }

  public var state: [StateEntry] {
    projection.state(named: "W") + query.state(named: "v")
  }

  /// - Parameters:
  ///   - h: batch × steps × hidden.
  ///   - mask: batch × steps, 1 where a step counts; the others get no weight.
  /// - Returns: batch × hidden.
  /// - Throws: `EngineError.shape` where the shapes do not fit, `.device` where memory is short or
  ///   the device fails.
  public func callAsFunction(_ h: Tensor, mask: Tensor? = nil, _ phase: Phase)
    throws(EngineError) -> Tensor
  {
    try attentionPool(
      h, projected: projection(h, phase), query: query.weight(phase), mask: mask)
  }
}
