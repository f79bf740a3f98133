/// The classifiers of utterance features and their training (Latif et al. 2020, section 5).
public struct DNNSettings: Codable, Sendable, Equatable {
  /// What classifiers of synthetic vectors are tested on.
  public enum SyntheticTest: String, SettingChoice {
    /// The test vectors.
    case real
    /// G(E(x)) of the test vectors.
    case reconstructed
    case both
  }

  /// Units of each of the two hidden layers.
  public var hidden = 400
  /// The same of the classifier that learns from real and synthetic features together.
  public var hiddenOfBoth = 1000
  /// The share of hidden units that training leaves out: 0.5 within a corpus, 0.8 across corpora.
  public var dropout = 0.5
  /// Slope of LeakyReLU below zero.
  public var slope = 0.2
  /// Of Adam.
  public var learningRate = 1e-5
  /// Recordings a step; their mixes and the synthetic vectors that stand for them come to these.
  public var batch = 64
  /// The most passes over the training vectors.
  public var epochs = 500
  /// Epochs without a lower loss on the hold-out after which training stops.
  public var patience = 20
  /// The share of training utterances that is held out to decide when to stop.
  public var holdOut = 0.1
  public var syntheticTest = SyntheticTest.both
}

extension DNNSettings: SettingsGroup {
  var checks: [SettingCheck] {
    [
      .range([CodingKeys.hidden], hidden, 1...65_536),
      .range([CodingKeys.hiddenOfBoth], hiddenOfBoth, 1...65_536),
      .expect([CodingKeys.dropout], dropout, "0 or more, below 1") { 0 <= $0 && $0 < 1 },
      .range([CodingKeys.slope], slope, 0...1),
      .learningRate([CodingKeys.learningRate], learningRate),
      .range([CodingKeys.batch], batch, 1...65_536),
      .range([CodingKeys.epochs], epochs, 1...1_000_000),
      .range([CodingKeys.patience], patience, 1...1_000_000),
      .range([CodingKeys.holdOut], holdOut, 0...0.5),
    ]
  }
}
