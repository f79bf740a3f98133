/// The augmentor's shape and the perturbation that it may make (section 2.2 of the paper).
public struct AugmentorSettings: Codable, Sendable, Equatable {
  /// What the encoder hands to the decoder.
  public enum Latent: String, SettingChoice {
    /// A vector of `latentSize` numbers, as the paper says.
    case vector
    /// A map of channels, as in viewmaker networks.
    case map
  }

  public var latent = Latent.vector
  /// Frames of the picture; its height is the front end's number of mel bands.
  public var frames = 512
  /// Output channels of the encoder's three convolutions.
  public var channels = [32, 64, 128]
  /// Numbers in the latent vector z.
  public var latentSize = 128
  /// Channels before and after the first of the decoder's two transposed convolutions.
  public var decoderChannels = [128, 64]
  /// Kernel of the encoder's strided convolutions, on both axes.
  public var kernel = 4
  /// Slope of LeakyReLU below zero.
  public var slope = 0.2
  /// Bounds of the perturbation's mean magnitude, in standard deviations of the training pictures.
  public var epsilonMinimum = 0.05
  public var epsilonMaximum = 0.3
  /// Whether tanh bounds the raw perturbation.
  public var tanh = true
  /// Added to the mean magnitude that the perturbation is divided by.
  public var floor = 1e-4
}

extension AugmentorSettings: SettingsGroup {
  var checks: [SettingCheck] {
    [
      .expect([CodingKeys.frames], frames, "a multiple of 16, at most 65536") {
        16...65_536 ~= $0 && $0 % 16 == 0
      },
      .widths([CodingKeys.channels], channels, count: 3...3),
      .range([CodingKeys.latentSize], latentSize, 1...65_536),
      .widths([CodingKeys.decoderChannels], decoderChannels, count: 2...2),
      .expect([CodingKeys.kernel], kernel, "4 or 5, which halve a size exactly") { 4...5 ~= $0 },
      .range([CodingKeys.slope], slope, 0...1),
      .range([CodingKeys.epsilonMinimum], epsilonMinimum, 0...epsilonCeiling),
      .range([CodingKeys.epsilonMaximum], epsilonMaximum, 0...100),
      .expect([CodingKeys.floor], floor, "above 0, at most 1") { $0 > 0 && $0 <= 1 },
    ]
  }

  /// Whether a picture is long enough for networks of so many layers, each of which halves it.
  func sizeCheck(layers: Int) -> SettingCheck {
    .expect(
      [CodingKeys.frames], frames,
      "at least 2 to the power of \(layers), the layers of the discriminator or the learner"
    ) { $0 >= 1 << layers }
  }

  private var epsilonCeiling: Double { max(0, epsilonMaximum) }
}
