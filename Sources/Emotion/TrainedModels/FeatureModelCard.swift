public import Settings
public import Speech

/// What must be known to use a file of the weights of networks on features, kept in its metadata.
public struct FeatureModelCard: WeightsCard, Sendable, Equatable {
  public enum Kind: String, Codable, Sendable {
    case mixupGAN = "mixup-gan"
    /// A classifier.
    case dnn
  }

  public var model: Kind
  /// The classes of the vectors that it learnt from; their positions are a classifier's outputs.
  public var classes: [String]
  /// What the features are.
  public var features: FeatureKind
  /// The features' names, in the order of the inputs.
  public var names: [String]
  public var normalization: FeatureSettings.Normalization
  /// The training vectors' scale; nil where each speaker had one of their own.
  public var scale: FeatureScale?
  /// A mixup GAN's settings, from which its networks are made.
  public var mixupGAN: MixupGANSettings?
  /// A classifier's settings.
  public var dnn: DNNSettings?
  public var preset: Preset
  /// Our version.
  public var version: String
  public var seed: UInt64
  /// The SHA-256 of the manifest.
  public var manifest: String
  /// What it learnt from; nil in files of versions that did not say.
  public var training: TrainingData?
  /// The SHA-256 of the file of a mixup GAN's training vectors, in hexadecimal; nil in files of versions
  /// that did not say.
  public var vectors: String?

  /// - Parameter scale: that of the training vectors; nil where each speaker had one of their own.
  public init(
    _ model: Kind, of corpus: FeatureCorpus, scale: FeatureScale?, configuration: Configuration,
    version: String, manifest: String, training: TrainingData
  ) {
    self.training = training
    self.model = model
    classes = corpus.classes
    features = corpus.kind
    names = corpus.names
    normalization = configuration.features.normalization
    self.scale = scale
    mixupGAN = model == .mixupGAN ? configuration.mixupGAN : nil
    dnn = model == .dnn ? configuration.dnn : nil
    preset = configuration.preset
    self.version = version
    seed = configuration.seed
    self.manifest = manifest
  }
}

extension FeatureModelCard {
  public static var groups: RecordedGroups {
    RecordedGroups(["mixupGAN": MixupGANSettings(), "dnn": DNNSettings()])
  }

  public var problem: String? {
    if let problem = Self.problem(ofClasses: classes) ?? features.problem { return problem }
    if names.isEmpty { return "it names no feature" }
    if scale == nil, [.minMax, .zNorm].contains(normalization) {
      return "its features are normalised by \(normalization.rawValue), and it has no scale"
    }
    return mixupGAN?.problem(against: MixupGANSettings(), within: "mixupGAN")
      ?? dnn?.problem(against: DNNSettings(), within: "dnn")
      ?? scale?.problem(features: names.count)
  }
}
