/// The auto-encoding GAN of Latif et al. 2020 and its training (sections 3.3 and 4.3).
public struct MixupGANSettings: Codable, Sendable, Equatable {
  /// What is applied to generated features.
  public enum Output: String, SettingChoice {
    /// `sigmoid` for features in 0...1, else `linear`.
    case automatic
    case linear
    case sigmoid
  }

  /// Numbers in the code z: 2 in Tables 1 and 3, 25 in Table 2.
  public var code = 2
  /// Hidden layers of the encoder; the generator has them the other way round.
  public var hidden = [1000, 500]
  /// Hidden layers of the discriminator.
  public var discriminator = [1000, 1000]
  /// The share of hidden units that training leaves out, between the two hidden layers of encoder
  /// and generator.
  public var dropout = 0.5
  /// Slope of LeakyReLU below zero.
  public var slope = 0.2
  public var output = Output.automatic
  /// Of mixup's Beta distribution, from which lambda is drawn.
  public var alpha = 0.2
  /// Epochs in which only the autoencoder is trained.
  public var pretrainingEpochs = 50
  /// Epochs of autoencoder, generator and discriminator in turn.
  public var epochs = 100
  /// Originals a step; as many mixes come to these.
  public var batch = 64
  /// Of all three Adam optimisers.
  public var learningRate = 1e-4
  /// beta1 of Adam for generator and discriminator; the autoencoder's is 0.9.
  public var adversarialBeta1 = 0.5
  /// Whether the generator's loss is eq. 4 to the letter instead of the non-saturating one.
  public var saturating = false

  /// Whether a sigmoid ends the generator.
  ///
  /// - Parameter isBounded: whether features lie in 0...1.
  func isSigmoid(for isBounded: Bool) -> Bool {
    output == .automatic ? isBounded : output == .sigmoid
  }
}

extension MixupGANSettings: SettingsGroup {
  var checks: [SettingCheck] {
    [
      .range([CodingKeys.code], code, 1...65_536),
      .widths([CodingKeys.hidden], hidden, count: 2...2),
      .widths([CodingKeys.discriminator], discriminator, count: 1...16),
      .expect([CodingKeys.dropout], dropout, "0 or more, below 1") { 0 <= $0 && $0 < 1 },
      .range([CodingKeys.slope], slope, 0...1),
      .expect([CodingKeys.alpha], alpha, "above 0, at most 100") { $0 > 0 && $0 <= 100 },
      .range([CodingKeys.pretrainingEpochs], pretrainingEpochs, 0...1_000_000),
      .range([CodingKeys.epochs], epochs, 0...1_000_000),
      .range([CodingKeys.batch], batch, 1...65_536),
      .learningRate([CodingKeys.learningRate], learningRate),
      .expect([CodingKeys.adversarialBeta1], adversarialBeta1, "0 or more, below 1") {
        0 <= $0 && $0 < 1
      },
    ]
  }
}
