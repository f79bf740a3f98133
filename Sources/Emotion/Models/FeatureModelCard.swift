public import Speech

/// What must be known to use a file of a mixup GAN's weights, kept in its metadata.
public struct FeatureModelCard: WeightsCard, Sendable, Equatable {
  public enum Kind: String, Codable, Sendable {
    case mixupGAN = "mixup-gan"
  }

  public var model: Kind
  /// The classes of the vectors that it learnt from.
  public var classes: [String]
  /// What the features are.
  public var features: FeatureKind
  /// The features' names, in the order of the inputs.
  public var names: [String]
  public var normalization: FeatureSettings.Normalization
  /// The training vectors' scale; nil where each speaker had one of their own.
  public var scale: FeatureScale?
  /// The networks' settings, from which they are made.
  public var mixupGAN: MixupGANSettings
  public var preset: Preset
  /// Our version.
  public var version: String
  public var seed: UInt64
  /// The SHA-256 of the manifest.
  public var manifest: String

  public init(
    of corpus: FeatureCorpus, scale: FeatureScale?, configuration: Configuration,
    version: String, manifest: String
  ) {
    model = .mixupGAN
    classes = corpus.classes
    features = corpus.kind
    names = corpus.names
    normalization = configuration.features.normalization
    self.scale = scale
    mixupGAN = configuration.mixupGAN
    preset = configuration.preset
    self.version = version
    seed = configuration.seed
    self.manifest = manifest
  }
}
