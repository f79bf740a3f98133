import Kernels
public import Settings

/// The GANs that Latif et al. 2020 compare with, in architectures of ours, for the papers that they
/// come from do not all give one.
public struct BaselineSettings: SettingsGroup, Equatable {
  @Setting("Numbers that vanilla and conditional GAN generate from: 2 in Sahu et al. 2018.", .units)
  public var noise = 2
  @Setting("Hidden layers of generators that begin from noise.", .widths(1...16))
  public var generator = [500, 1000]
  @Setting(
    "Hidden layers of the generators of the CycleGAN, from features to features.",
    .widths(1...16))
  public var translator = [500, 500]
  @Setting("Hidden layers of discriminators.", .widths(1...16))
  public var discriminator = [1000, 1000]
  @Setting("The weight of the CycleGAN's two cycle losses.", .weight)
  public var cycleWeight = 10.0
  @Setting("Slope of LeakyReLU below zero.", .slope)
  public var slope = 0.2
  @Setting("Epochs of each GAN.", .epochs)
  public var epochs = 150
  @Setting("Vectors a step.", .batch)
  public var batch = 64
  @Setting("The learning rate of all Adam optimisers.", .learningRate)
  public var learningRate = 1e-4
  @Setting("beta1 of all Adam optimisers.", .belowOne)
  public var beta1 = 0.5

  public init() {}
}

extension BaselineSettings {
  var adam: AdamSettings { AdamSettings(learningRate: learningRate, beta1: beta1) }
}
