public import Settings

/// The shape of the discriminator or the representation learner: strided convolutions, an LSTM over
/// time, attention.
public struct SequenceNetworkSettings: SettingsGroup, Equatable {
  @Setting("Output channels of the convolutions, each of which halves both axes.", .widths(1...16))
  public var channels: [Int] = []
  @Setting(
    "Kernel of the convolutions, on both axes.",
    .expect("4 or 5, which halve a size exactly") { 4...5 ~= $0 })
  public var kernel = 4
  @Setting("Slope of LeakyReLU below zero.", .slope)
  public var slope = 0.2
  @Setting("Hidden size of the LSTM, of the attention and of the representation.", .units)
  public var hidden = 128

  @Setting("The share of the LSTM's inputs that training leaves out.", .belowOne)
  public var dropout = 0.0

  /// - Parameter channels: output channels of the convolutions.
  public init(channels: [Int]) { self.channels = channels }
}
