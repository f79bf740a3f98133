/// The shape of the discriminator or the representation learner: strided convolutions, an LSTM over
/// time, attention.
public struct SequenceNetworkSettings: Codable, Sendable, Equatable {
  /// Output channels of the convolutions, each of which halves both axes.
  public var channels: [Int]
  /// Kernel of the convolutions, on both axes.
  public var kernel = 4
  /// Slope of LeakyReLU below zero.
  public var slope = 0.2
  /// Hidden size of the LSTM, of the attention and of the representation.
  public var hidden = 128
}

extension SequenceNetworkSettings: SettingsGroup {
  var checks: [SettingCheck] {
    [
      .widths([CodingKeys.channels], channels, count: 1...16),
      .expect([CodingKeys.kernel], kernel, "4 or 5, which halve a size exactly") { 4...5 ~= $0 },
      .range([CodingKeys.slope], slope, 0...1),
      .range([CodingKeys.hidden], hidden, 1...65_536),
    ]
  }
}
