import Kernels
public import Settings

/// The balancing GAN on segments that Wang et al. 2022 compare with (Chatziagapi et al. 2019), in
/// an architecture of ours, and its training.
public struct BalancingGANSettings: SettingsGroup, Equatable {
  @Setting("Numbers in the code that a segment is made from.", .units)
  public var code = 100
  @Setting(
    "Output channels of the convolutions of encoder and discriminator, each of which halves both "
      + "sides of a segment; the generator has them the other way round.",
    .widths(1...8))
  public var channels = [32, 64, 128, 256]
  @Setting("Slope of LeakyReLU below zero, in encoder and discriminator.", .slope)
  public var slope = 0.2
  @Setting("Epochs of the autoencoder, which the GAN begins as.", .optionalEpochs)
  public var pretrainingEpochs = 100
  @Setting("Epochs of discriminator and generator in turn.", .optionalEpochs)
  public var epochs = 200
  @Setting("Segments a step.", .batch)
  public var batch = 16
  @Setting("The learning rate of all three Adam optimisers.", .learningRate)
  public var learningRate = 1e-4
  @Setting("beta1 of Adam for generator and discriminator; the autoencoder's is 0.9.", .belowOne)
  public var adversarialBeta1 = 0.5

  public init() {}
}

extension BalancingGANSettings {
  /// By how much the convolutions shrink a side, which it must be a multiple of.
  var shrink: Int { 1 << channels.count }

  var autoencoderAdam: AdamSettings { AdamSettings(learningRate: learningRate) }

  var adversarialAdam: AdamSettings {
    AdamSettings(learningRate: learningRate, beta1: adversarialBeta1)
  }
}
