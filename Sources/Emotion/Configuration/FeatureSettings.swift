/// How utterance features enter the networks of Latif et al. 2020 (section 4.3).
public struct FeatureSettings: Codable, Sendable, Equatable {
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

  public var normalization = Normalization.minMax
}

extension FeatureSettings: SettingsGroup {
  var checks: [SettingCheck] { [] }
}
