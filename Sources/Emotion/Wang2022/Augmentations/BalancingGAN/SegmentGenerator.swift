import Engine

/// Makes segments from codes: a linear layer to a small map, whose sides transposed convolutions
/// double until it is a segment, with ReLU between them.
struct SegmentGenerator: Module {
  private let fromCode: Linear
  private let convolutions: Sequential
  /// Channels, time and mel of the first map.
  private let base: (channels: Int, time: Int, mel: Int)

  /// - Parameters:
  ///   - channels: of the first map and of those after it but the last, which has one; not empty.
  ///   - time: frames of the first map; `mel` its bands.
  /// - Throws: `EngineError.device` where the weights find no memory.
  init(
    code: Int, channels: [Int], time: Int, mel: Int, _ random: any RandomSource
  ) throws(EngineError) {
    base = (channels[0], time, mel)
    fromCode = try Linear(code, channels[0] * time * mel, random)
    var layers: [any Layer] = []
    for (inputs, outputs) in zip(channels, channels.dropFirst() + [1]) {
      if !layers.isEmpty { layers.append(Nonlinearity(.relu)) }
      layers.append(
        try ConvTranspose2D(inputs, outputs, kernel: 4, stride: 2, padding: 1, random))
    }
    convolutions = Sequential(layers)
  }

  /// - Parameter codes: batch × code.
  /// - Returns: batch × time × mel × 1, on the models' scale, which has no bounds.
  /// - Throws: `EngineError.shape` where codes have not as many numbers as the network takes,
  ///   `.device` where memory is short or the device fails.
  func callAsFunction(_ codes: Tensor, _ phase: Phase) throws(EngineError) -> Tensor {
    let map = try fromCode(codes, phase, activation: .relu)
      .reshaped(to: [codes.shape[0], base.channels, base.time, base.mel])
      .permuted([0, 2, 3, 1])
    return try convolutions(map, phase)
  }
}
