import Kernels

/// The balancing GAN on segments that Wang et al. 2022 compare with (Chatziagapi et al. 2019), in an
/// architecture of ours, and its training.
public struct BalancingGANSettings: Codable, Sendable, Equatable {
  /// Numbers in the code that a segment is made from.
  public var code = 100
  /// Output channels of the convolutions of encoder and discriminator, each of which halves both sides
  /// of a segment; the generator has them the other way round.
  public var channels = [32, 64, 128, 256]
  /// Slope of LeakyReLU below zero, in encoder and discriminator.
  public var slope = 0.2
  /// Epochs of the autoencoder, which the GAN begins as.
  public var pretrainingEpochs = 100
  /// Epochs of discriminator and generator in turn.
  public var epochs = 200
  /// Segments a step.
  public var batch = 16
  /// Of all three Adam optimisers.
  public var learningRate = 1e-4
  /// beta1 of Adam for generator and discriminator; the autoencoder's is 0.9.
  public var adversarialBeta1 = 0.5
}

extension BalancingGANSettings: SettingsGroup {
  var checks: [SettingCheck] {
    [
      .range([CodingKeys.code], code, 1...65_536),
      .widths([CodingKeys.channels], channels, count: 1...8),
      .range([CodingKeys.slope], slope, 0...1),
      .range([CodingKeys.pretrainingEpochs], pretrainingEpochs, 0...1_000_000),
      .range([CodingKeys.epochs], epochs, 0...1_000_000),
      .range([CodingKeys.batch], batch, 1...65_536),
      .learningRate([CodingKeys.learningRate], learningRate),
      .expect([CodingKeys.adversarialBeta1], adversarialBeta1, "0 or more, below 1") {
        0 <= $0 && $0 < 1
      },
    ]
  }

  /// By how much the convolutions shrink a side, which it must be a multiple of.
  var shrink: Int { 1 << channels.count }

  var autoencoderAdam: AdamSettings { AdamSettings(learningRate: learningRate) }

  var adversarialAdam: AdamSettings {
    AdamSettings(learningRate: learningRate, beta1: adversarialBeta1)
  }
}
