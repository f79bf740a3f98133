/// A long short-term memory over a sequence (one layer, one direction), as PyTorch's `nn.LSTM` with
/// `batch_first`.
public struct LSTMLayer: Module {
  /// Gates (input, forget, cell, output) × inputs.
  public let inputWeight: Parameter
  /// Gates × hidden.
  public let hiddenWeight: Parameter
  public let inputBias: Parameter
  public let hiddenBias: Parameter

  public init(_ inputs: Int, _ hidden: Int, _ random: any RandomSource) throws(EngineError) {
    let initializer = Initializer.uniform(fanIn: hidden)
    inputWeight = try initializer([4 * hidden, inputs], random)
    hiddenWeight = try initializer([4 * hidden, hidden], random)
    inputBias = try initializer([4 * hidden], random)
    hiddenBias = try initializer([4 * hidden], random)
  }

  public var state: [StateEntry] {
    [
      StateEntry("weight_ih_l0", .parameter(inputWeight)),
      StateEntry("weight_hh_l0", .parameter(hiddenWeight)),
      StateEntry("bias_ih_l0", .parameter(inputBias)),
      StateEntry("bias_hh_l0", .parameter(hiddenBias)),
    ]
  }

  /// The hidden state at each step.
  ///
  /// - Parameters:
  ///   - x: batch × steps × inputs.
  ///   - mask: batch × steps, 1 where a step counts; at the others the state stands still and the
  ///     result is 0. Every step counts where nil.
  /// - Returns: batch × steps × hidden.
  /// - Throws: `EngineError.shape` where the shapes do not fit, `.device` where memory is short or
  ///   the device fails.
  public func callAsFunction(_ x: Tensor, mask: Tensor? = nil, _ phase: Phase)
    throws(EngineError) -> Tensor
  {
    try lstm(
      x, weightIH: inputWeight(phase), weightHH: hiddenWeight(phase), biasIH: inputBias(phase),
      biasHH: hiddenBias(phase), mask: mask
    ).y
  }
}
