public import Settings
public import Speech

/// How utterance features are computed and enter the networks of Latif et al. 2020 (sections 4.2
/// and 4.3). Features that come from a file are as they are.
public struct FeatureSettings: SettingsGroup, Equatable {
  /// The scale of the features, and whose statistics make it.
  public enum Normalization: String, SettingChoice {
    /// To 0...1 by the training part's extremes; what lies beyond in the test part is clipped.
    case minMax = "min-max"
    /// By mean and deviation of the training part.
    case zNorm = "z-norm"
    /// By mean and deviation of each corpus, test utterances included; labels are not looked at.
    case zNormCorpus = "z-norm-corpus"
    /// By mean and deviation of each speaker, test speakers included; labels are not looked at.
    case zNormSpeaker = "z-norm-speaker"

    /// Whether the scale is 0...1.
    public var isBounded: Bool { self == .minMax }
  }

  @Setting(
    "The scale of the features: to 0...1 by the training part's extremes, or by mean and "
      + "deviation of the training part, of each corpus, or of each speaker; labels are not looked "
      + "at.")
  public var normalization = Normalization.minMax
  @Setting("The definition of the 1582 features.")
  public var variant = Emobase2010.Variant.emobase2010
  @Setting("The rate that recordings are brought to, in Hz.", .range(4_000...192_000))
  public var sampleRate = 16_000
  @Setting("Whether recordings keep their own rate instead, the same for all.")
  public var nativeRate = false
  @Setting("Loudness from whole frames; openSMILE takes the first sample of each.")
  public var loudnessFix = false
  @Setting("Jitter with a constant threshold on the likeness of periods, not the frame's worst.")
  public var jitterFix = false

  public init() {}
}

extension FeatureSettings {
  /// What is computed.
  var extraction: Emobase2010.Settings {
    var settings = Emobase2010.Settings()
    settings.variant = variant
    settings.fixesLoudness = loudnessFix
    settings.fixesJitter = jitterFix
    return settings
  }

  /// The rate that recordings are brought to; nil for their own.
  var extractionRate: Int? { nativeRate ? nil : sampleRate }
}

extension Emobase2010.Variant: SettingChoice {}
