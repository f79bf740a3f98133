/// VGG19 and its training (section 3.1.1).
public struct ClassifierSettings: Codable, Sendable, Equatable {
  /// The distribution that weights are drawn from at first.
  public enum Initialization: String, SettingChoice {
    /// As torchvision's VGG: convolutions He-normal by fan-out, linear layers N(0, 0.01).
    case torchvision
    /// Convolutions and hidden linear layers He-normal by fan-in.
    case he
  }

  /// Multiplies the number of channels and hidden units; 1 is VGG19.
  public var widthFactor = 1.0
  /// Whether batch normalisation follows each convolution.
  public var batchNorm = false
  /// The share of hidden units that training leaves out.
  public var dropout = 0.5
  public var initialization = Initialization.torchvision
  /// Frames of a segment.
  public var segment = 128
  /// Frames from the start of one segment to the next; the last ends with the utterance.
  public var stride = 64
  /// Of Adam.
  public var learningRate = 1e-4
  /// Segments a step.
  public var batch = 64
  /// The most passes over the training segments.
  public var epochs = 50
  /// Epochs without a better recall on the hold-out after which training stops.
  public var patience = 10
  /// The share of training utterances that is held out to decide when to stop.
  public var holdOut = 0.1
}

extension ClassifierSettings: SettingsGroup {
  var checks: [SettingCheck] {
    [
      .expect([CodingKeys.widthFactor], widthFactor, "from 1/64 to 4") { 1.0 / 64...4 ~= $0 },
      .expect([CodingKeys.dropout], dropout, "0 or more, below 1") { 0 <= $0 && $0 < 1 },
      .range([CodingKeys.segment], segment, 32...8_192),
      .range([CodingKeys.stride], stride, 1...max(1, segment)),
      .learningRate([CodingKeys.learningRate], learningRate),
      .range([CodingKeys.batch], batch, 1...65_536),
      .range([CodingKeys.epochs], epochs, 1...1_000_000),
      .range([CodingKeys.patience], patience, 1...1_000_000),
      .range([CodingKeys.holdOut], holdOut, 0...0.5),
    ]
  }
}
