public import Settings

/// The augmentor's shape and the perturbation that it may make (Wang et al. 2022, section 2.2).
public struct AugmentorSettings: SettingsGroup, Equatable {
  /// What the encoder hands to the decoder.
  public enum Latent: String, SettingChoice {
    /// A vector of `latentSize` numbers, as the paper says.
    case vector
    /// A map of channels, as in viewmaker networks.
    case map
  }

  @Setting(
    "What the encoder hands to the decoder: a vector of latentSize numbers, as the paper says, or "
      + "a map of channels, as in viewmaker networks.")
  public var latent = Latent.vector
  @Setting(
    "Frames of the picture; its height is the front end's number of mel bands. The networks halve "
      + "it once a layer.",
    .expect("a multiple of 16, at most 65536") { 16...65_536 ~= $0 && $0 % 16 == 0 })
  public var frames = 512
  @Setting("Output channels of the encoder's three convolutions.", .widths(3...3))
  public var channels = [32, 64, 128]
  @Setting("Numbers in the latent vector z.", .units)
  public var latentSize = 128
  @Setting(
    "Channels before and after the first of the decoder's two transposed convolutions.",
    .widths(2...2))
  public var decoderChannels = [128, 64]
  @Setting(
    "Kernel of the encoder's strided convolutions, on both axes.",
    .expect("4 or 5, which halve a size exactly") { 4...5 ~= $0 })
  public var kernel = 4
  @Setting("Slope of LeakyReLU below zero.", .slope)
  public var slope = 0.2
  @Setting(
    "The least mean magnitude of the perturbation, in standard deviations of the training "
      + "pictures; at most epsilonMaximum.",
    .range(0...100))
  public var epsilonMinimum = 0.05
  @Setting("The largest mean magnitude of the perturbation.", .range(0...100))
  public var epsilonMaximum = 0.3
  @Setting("Whether tanh bounds the raw perturbation.")
  public var tanh = true
  @Setting("Added to the mean magnitude that the perturbation is divided by.", .positiveShare)
  public var floor = 1e-4

  public init() {}
}

extension AugmentorSettings {
  public var relations: [SettingRelation] {
    let ceiling = max(0, epsilonMaximum)
    return [
      SettingRelation(
        "epsilonMinimum", epsilonMinimum, "at most augmentor.epsilonMaximum, \(ceiling),",
        by: "epsilonMaximum",
        holds: epsilonMinimum <= ceiling)
    ]
  }
}
