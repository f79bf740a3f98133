import Engine

/// What discriminator and representation learner share: strided convolutions, an LSTM over time and
/// attention, each with weights of its own.
struct SequenceEncoder: Module {
  private let conv: Sequential
  private let lstm: LSTMLayer
  private let dropout: Dropout
  private let att: AttentionPool
  /// How many frames become one step.
  private let framesPerStep: Int

  init(_ settings: SequenceNetworkSettings, bands: Int, _ random: any RandomSource)
    throws(EngineError)
  {
    let channels = settings.channels
    framesPerStep = 1 << channels.count
    guard let last = channels.last, bands >= framesPerStep else {
      throw .shape(
        operation: "a strided encoder",
        expected: "at least one convolution and no more halvings than mel bands allow",
        found: "\(channels) on \(bands) bands")
    }
    conv = try stridedConvolutions(
      from: 1, to: channels, kernel: settings.kernel, slope: Float(settings.slope), random)
    dropout = Dropout(Float(settings.dropout))
    lstm = try LSTMLayer(last * (bands / framesPerStep), settings.hidden, random)
    att = try AttentionPool(settings.hidden, random)
  }

  /// - Returns: batch × hidden.
  /// - Throws: `EngineError.shape` where the pictures have not the network's bands, `.device` where
  ///   memory is short or the device fails.
  func callAsFunction(_ pictures: Pictures, _ phase: Phase) throws(EngineError) -> Tensor {
    let map = try conv(pictures.x, phase)
    let (batch, steps) = (map.shape[0], map.shape[1])
    // PyTorch's feature order is channel-major.
    let sequence = try map.permuted([0, 1, 3, 2])
      .reshaped(to: [batch, steps, map.shape[2] * map.shape[3]])
    let heard = try dropout(sequence, phase)
    let mask = try pictures.stepMask(steps: steps, framesPerStep: framesPerStep)
    return try att(lstm(heard, mask: mask, phase), mask: mask, phase)
  }
}
