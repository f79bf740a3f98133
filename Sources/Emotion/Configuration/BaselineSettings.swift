import Kernels

/// The GANs that Latif et al. 2020 compare with, in architectures of ours, for the papers that they
/// come from do not all give one.
public struct BaselineSettings: Codable, Sendable, Equatable {
  /// Numbers that vanilla and conditional GAN generate from: 2 in Sahu et al. 2018.
  public var noise = 2
  /// Hidden layers of generators that begin from noise.
  public var generator = [500, 1000]
  /// Hidden layers of the generators of the CycleGAN, from features to features.
  public var translator = [500, 500]
  /// Hidden layers of discriminators.
  public var discriminator = [1000, 1000]
  /// The weight of the CycleGAN's two cycle losses.
  public var cycleWeight = 10.0
  /// Slope of LeakyReLU below zero.
  public var slope = 0.2
  public var epochs = 150
  /// Vectors a step.
  public var batch = 64
  /// Of all Adam optimisers.
  public var learningRate = 1e-4
  public var beta1 = 0.5
}

extension BaselineSettings: SettingsGroup {
  var checks: [SettingCheck] {
    [
      .range([CodingKeys.noise], noise, 1...65_536),
      .widths([CodingKeys.generator], generator, count: 1...16),
      .widths([CodingKeys.translator], translator, count: 1...16),
      .widths([CodingKeys.discriminator], discriminator, count: 1...16),
      .range([CodingKeys.cycleWeight], cycleWeight, 0...1e6),
      .range([CodingKeys.slope], slope, 0...1),
      .range([CodingKeys.epochs], epochs, 1...1_000_000),
      .range([CodingKeys.batch], batch, 1...65_536),
      .learningRate([CodingKeys.learningRate], learningRate),
      .expect([CodingKeys.beta1], beta1, "0 or more, below 1") { 0 <= $0 && $0 < 1 },
    ]
  }

  var adam: AdamSettings { AdamSettings(learningRate: learningRate, beta1: beta1) }
}
