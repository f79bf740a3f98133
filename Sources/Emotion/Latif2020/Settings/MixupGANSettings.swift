import Kernels
public import Settings

/// The auto-encoding GAN of Latif et al. 2020 and its training (sections 3.3 and 4.3).
public struct MixupGANSettings: SettingsGroup, Equatable {
  /// What is applied to generated features.
  public enum Output: String, SettingChoice {
    /// `sigmoid` for features in 0...1, else `linear`.
    case automatic
    case linear
    case sigmoid
  }

  @Setting("Numbers in the code z: 2 in Tables 1 and 3, 25 in Table 2.", .units)
  public var code = 2
  @Setting(
    "Hidden layers of the encoder; the generator has them the other way round.",
    .widths(2...2))
  public var hidden = [1000, 500]
  @Setting("Hidden layers of the discriminator.", .widths(1...16))
  public var discriminator = [1000, 1000]
  @Setting(
    "The share of hidden units that training leaves out, between the two hidden layers of encoder "
      + "and generator.",
    .belowOne)
  public var dropout = 0.5
  @Setting("Slope of LeakyReLU below zero.", .slope)
  public var slope = 0.2
  @Setting(
    "What is applied to generated features; automatic is sigmoid for features in 0...1, else "
      + "linear.")
  public var output = Output.automatic
  @Setting("Alpha of mixup's Beta distribution, from which lambda is drawn.", .alpha)
  public var alpha = 0.2
  @Setting("Epochs in which only the autoencoder is trained.", .optionalEpochs)
  public var pretrainingEpochs = 50
  @Setting("Epochs of autoencoder, generator and discriminator in turn.", .optionalEpochs)
  public var epochs = 100
  @Setting("Originals a step; as many mixes come to these.", .batch)
  public var batch = 64
  @Setting("The learning rate of all three Adam optimisers.", .learningRate)
  public var learningRate = 1e-4
  @Setting("beta1 of Adam for generator and discriminator; the autoencoder's is 0.9.", .belowOne)
  public var adversarialBeta1 = 0.5
  @Setting("Whether the generator's loss is eq. 4 to the letter instead of the non-saturating one.")
  public var saturating = false

  public init() {}

  var autoencoderAdam: AdamSettings { AdamSettings(learningRate: learningRate) }

  var adversarialAdam: AdamSettings {
    AdamSettings(learningRate: learningRate, beta1: adversarialBeta1)
  }

  /// Whether a sigmoid ends the generator.
  ///
  /// - Parameter isBounded: whether features lie in 0...1.
  func isSigmoid(for isBounded: Bool) -> Bool {
    output == .automatic ? isBounded : output == .sigmoid
  }
}
