public import Settings
public import Speech

/// What must be known to use a file of weights, kept in its metadata: nothing else is asked of
/// whoever uses it.
public struct ModelCard: WeightsCard, Sendable, Equatable {
  public enum Kind: String, Codable, Sendable {
    case classifier, augmentor
  }

  public var model: Kind
  /// The classes, whose positions are the model's outputs.
  public var classes: [String]
  /// The front end of the pictures.
  public var frontEnd: MelConfiguration
  /// The statistics of the pictures that the model learnt from.
  public var normalization: Normalization
  /// The classifier's settings, of which inference needs segment and stride.
  public var classifier: ClassifierSettings?
  /// The augmentor's settings, from which its network is made.
  public var augmentor: AugmentorSettings?
  public var preset: Preset
  /// Our version.
  public var version: String
  public var seed: UInt64
  /// The SHA-256 of the manifest.
  public var manifest: String
  /// What it learnt from; nil in files of versions that did not say.
  public var training: TrainingData?

  public init(
    _ model: Kind, classes: [String], frontEnd: MelConfiguration, normalization: Normalization,
    configuration: Configuration, version: String, manifest: String, training: TrainingData
  ) {
    self.training = training
    self.model = model
    self.classes = classes
    self.frontEnd = frontEnd
    self.normalization = normalization
    classifier = model == .classifier ? configuration.classifier : nil
    augmentor = model == .augmentor ? configuration.augmentor : nil
    preset = configuration.preset
    self.version = version
    seed = configuration.seed
    self.manifest = manifest
  }
}

extension ModelCard {
  public static var groups: RecordedGroups {
    RecordedGroups([
      "frontEnd": MelConfiguration(), "classifier": ClassifierSettings(),
      "augmentor": AugmentorSettings(),
    ])
  }

  public var problem: String? {
    Self.problem(ofClasses: classes)
      ?? frontEnd.problem(against: MelConfiguration(), within: "frontEnd")
      ?? classifier?.problem(against: ClassifierSettings(), within: "classifier")
      ?? augmentor?.problem(against: AugmentorSettings(), within: "augmentor")
      ?? normalization.problem
  }
}
