public import Speech

/// What classifiers of features were given.
public struct FeatureInputs: Codable, Sendable, Equatable {
  /// The kind of the features, in words.
  public let features: String
  /// The same; nil in files of versions that did not say.
  public let kind: FeatureKind?
  /// How they were normalised, and by whose statistics.
  public let normalization: String

  public init(_ kind: FeatureKind, _ normalization: FeatureSettings.Normalization) {
    features = kind.description
    self.kind = kind
    self.normalization = normalization.rawValue
  }

  /// Both, as a sentence.
  public var sentence: String { "Features: \(features); normalisation \(normalization)." }

  /// The settings by which other features would have been computed, as `key=value`.
  public func unused(of settings: FeatureSettings) -> [String] {
    kind.map(settings.contradictions) ?? []
  }
}
