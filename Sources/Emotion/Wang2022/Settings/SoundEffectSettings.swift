public import Settings

/// How much the imbalance table's changes of the sound itself may change it; what is between least and
/// largest is drawn for each copy.
public struct SoundEffectSettings: SettingsGroup, Equatable {
  @Setting(
    "The least power of a recording over that of the noise which sound-noise adds, in dB; at most "
      + "signalToNoiseMaximum.",
    .range(-100...100))
  public var signalToNoiseMinimum = 10.0
  @Setting("The largest.", .range(-100...100))
  public var signalToNoiseMaximum = 30.0
  @Setting(
    "By how many dB sound-gain makes a recording louder or softer at most.", .range(0...100))
  public var gain = 12.0
  @Setting(
    "By which share sound-speed makes a recording faster or slower at most.",
    .expect("0 or more, at most 0.5") { 0...0.5 ~= $0 })
  public var speed = 0.1
  @Setting(
    "The least time in which the echoes of sound-room die away by 60 dB, in seconds; at most "
      + "reverberationMaximum.",
    .reverberation)
  public var reverberationMinimum = 0.2
  @Setting("The largest.", .reverberation)
  public var reverberationMaximum = 0.8
  @Setting(
    "The least energy of what comes straight over that of the echoes, in dB; at most directMaximum.",
    .range(-100...100))
  public var directMinimum = 0.0
  @Setting("The largest.", .range(-100...100))
  public var directMaximum = 12.0

  public init() {}
}

extension SettingRule<Double> {
  fileprivate static var reverberation: SettingRule {
    expect("above 0, at most 10") { $0 > 0 && $0 <= 10 }
  }
}

extension SoundEffectSettings {
  public var relations: [SettingRelation] {
    [
      ("signalToNoise", signalToNoiseMinimum, signalToNoiseMaximum),
      ("reverberation", reverberationMinimum, reverberationMaximum),
      ("direct", directMinimum, directMaximum),
    ].map { name, least, largest in
      SettingRelation(
        "\(name)Minimum", least, "at most soundEffects.\(name)Maximum, \(largest),",
        by: "\(name)Maximum", holds: least <= largest)
    }
  }
}
