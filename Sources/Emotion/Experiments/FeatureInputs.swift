/// What the classifiers of an experiment on features were given.
public struct FeatureInputs: Codable, Sendable, Equatable {
  /// The kind of the features.
  public let features: String
  /// How they were normalised, and by whose statistics.
  public let normalization: String

  public init(features: String, normalization: String) {
    self.features = features
    self.normalization = normalization
  }
}
