public import Speech

/// Everything that decides what a run computes. The defaults are the papers' (Wang et al. 2022 and,
/// where utterance features are concerned, Latif et al. 2020), with what they leave open settled.
///
/// A setting is stated once, as a property: the keys that a file may hold, their types and defaults
/// all follow from encoding a default value.
public struct Configuration: Codable, Sendable, Equatable {
  /// The defaults that the rest departs from.
  public var preset = Preset.paper
  /// Where every random draw begins; repeated runs count on from it.
  public var seed: UInt64 = 1
  public var corpus = CorpusSettings()
  public var frontEnd = MelConfiguration()
  public var augmentor = AugmentorSettings()
  public var discriminator = SequenceNetworkSettings(channels: [16, 32, 64, 64])
  public var learner = SequenceNetworkSettings(channels: [16, 32, 64, 128, 128])
  public var losses = LossSettings()
  public var augmentorTraining = AugmentorTrainingSettings()
  public var classifier = ClassifierSettings()
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
  public var balancingGAN = BalancingGANSettings()

  /// The settings of a preset.
  public init(_ preset: Preset = .paper) {
    self.preset = preset
    preset.apply(to: &self)
  }
}

extension Configuration: SettingsGroup {
  var checks: [SettingCheck] {
    corpus.checks(within: CodingKeys.corpus)
      + augmentor.checks(within: CodingKeys.augmentor)
      + discriminator.checks(within: CodingKeys.discriminator)
      + learner.checks(within: CodingKeys.learner)
      + losses.checks(within: CodingKeys.losses)
      + augmentorTraining.checks(within: CodingKeys.augmentorTraining)
      + classifier.checks(within: CodingKeys.classifier)
      + experiment.checks(within: CodingKeys.experiment)
      + crossLingual.checks(within: CodingKeys.crossLingual)
      + map.checks(within: CodingKeys.map)
      + features.checks(within: CodingKeys.features)
      + mixupGAN.checks(within: CodingKeys.mixupGAN)
      + dnn.checks(within: CodingKeys.dnn)
      + encoding.checks(within: CodingKeys.encoding)
      + supportVectors.checks(within: CodingKeys.supportVectors)
      + crossCorpus.checks(within: CodingKeys.crossCorpus)
      + baselines.checks(within: CodingKeys.baselines)
      + balancingGAN.checks(within: CodingKeys.balancingGAN)
      + (experiment.baselines.contains(.balancingGAN) ? segmentChecks : [])
      + [augmentor.sizeCheck(layers: layers).within(CodingKeys.augmentor)]
  }

  /// Whether the balancing GAN can halve the classifier's segments so often.
  private var segmentChecks: [SettingCheck] {
    let shrink = balancingGAN.shrink
    return [
      (["classifier", "segment"], classifier.segment), (["frontEnd", "bands"], frontEnd.bands),
    ].map { path, side in
      SettingCheck(
        path: path, found: "\(side)",
        expected: "a multiple of \(shrink), for the balancing GAN of experiment.baselines,",
        holds: side % shrink == 0)
    }
  }

  /// The halvings that a picture goes through.
  private var layers: Int { max(discriminator.channels.count, learner.channels.count) }
}
