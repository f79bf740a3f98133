public import Settings
public import Speech

/// Everything that decides what a run computes. The defaults are the papers' (Wang et al. 2022 and,
/// where utterance features are concerned, Latif et al. 2020), with what they leave open settled.
///
/// A setting is stated once, as a property: the keys that a file may hold, their types, defaults,
/// meanings and checks all follow from it.
public struct Configuration: SettingsTree {
  @Setting("The defaults that the rest departs from.")
  public var preset = Preset.paper
  @Setting("Where every random draw begins; repeated runs count on from it.")
  public var seed: UInt64 = 1
  public var corpus = CorpusSettings()
  public var frontEnd = MelConfiguration()
  public var augmentor = AugmentorSettings()
  public var discriminator = SequenceNetworkSettings(channels: [16, 32, 64, 64])
  public var learner = SequenceNetworkSettings(channels: [16, 32, 64, 128, 128])
  public var losses = LossSettings()
  public var augmentorTraining = AugmentorTrainingSettings()
  public var classifier = ClassifierSettings()
  public var objective = ObjectiveSettings()
  public var experiment = ExperimentSettings()
  public var crossLingual = CrossLingualSettings()
  public var map = MapSettings()
  public var features = FeatureSettings()
  public var mixupGAN = MixupGANSettings()
  public var dnn = DNNSettings()
  public var encoding = EncodingSettings()
  public var supportVectors = SupportVectorSettings()
  public var crossCorpus = CrossCorpusSettings()
  public var baselines = BaselineSettings()
  public var vectorAugmentation = VectorAugmentationSettings()
  public var diffusion = DiffusionSettings()
  public var balancingGAN = BalancingGANSettings()
  public var soundEffects = SoundEffectSettings()

  /// The settings of a preset.
  public init(_ preset: Preset = .paper) {
    self.preset = preset
    preset.apply(to: &self)
  }

  public static var standardPreset: Preset { .paper }
}

extension Configuration {
  public var relations: [SettingRelation] {
    let layers = max(discriminator.channels.count, learner.channels.count)
    return [
      SettingRelation(
        "augmentor.frames", augmentor.frames,
        "at least 2 to the power of \(layers), the layers of the discriminator or the learner,",
        by: "discriminator.channels", "learner.channels",
        holds: augmentor.frames >= 1 << layers)
    ] + (experiment.baselines.contains(.balancingGAN) ? segmentChecks : [])
  }

  /// Whether the balancing GAN can halve the classifier's segments so often.
  private var segmentChecks: [SettingRelation] {
    let shrink = balancingGAN.shrink
    return [
      ("classifier.segment", classifier.segment), ("frontEnd.bands", frontEnd.bands),
    ].map { key, side in
      SettingRelation(
        key, side, "a multiple of \(shrink), for the balancing GAN of experiment.baselines,",
        by: "balancingGAN.channels", "experiment.baselines",
        holds: side % shrink == 0)
    }
  }
}
