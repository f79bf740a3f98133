public import Settings

/// A named set of defaults; a report always names its preset.
public enum Preset: String, SettingChoice {
  /// As published: true sizes, 30,000 iterations at a learning rate of 1e-6.
  case paper
  /// True sizes, and an augmentor that is trained at 1e-4 for 2,000 iterations.
  case quick
  /// For a night on a small machine: true sizes, 3 folds of speakers, 3 seeds, and 800 iterations at 1e-4 of
  /// an augmentor that emotion guides to their end, by a representation learner with a tenth of the rate and
  /// dropout.
  case medium
  /// For tests and first looks: narrow networks, 300 iterations, 2 folds of speakers, 2 seeds and
  /// at most 15 epochs, 50 of classifiers of utterance features; across languages a part of the
  /// corpora and four copies. So few recordings and steps leave a plain VGG at chance: here it has
  /// batch normalisation, small batches and a larger learning rate.
  case small

  func apply(to configuration: inout Configuration) {
    switch self {
    case .paper:
      break
    case .quick:
      configuration.augmentorTraining.learningRate = 1e-4
      configuration.augmentorTraining.iterations = 2_000
    case .medium:
      configuration.augmentorTraining.learningRate = 1e-4
      configuration.augmentorTraining.learnerLearningRate = 1e-5
      configuration.augmentorTraining.iterations = 800
      configuration.learner.dropout = 0.5
      configuration.experiment.folds = 3
      configuration.experiment.seeds = 3
    case .small:
      configuration.augmentor.channels = [8, 16, 32]
      configuration.augmentor.decoderChannels = [32, 16]
      configuration.discriminator.channels = [8, 16, 32, 32]
      configuration.learner.channels = [8, 16, 32, 64, 64]
      configuration.augmentorTraining.learningRate = 1e-4
      configuration.augmentorTraining.iterations = 300
      configuration.augmentorTraining.batch = 8
      configuration.classifier.widthFactor = 0.125
      configuration.classifier.batchNorm = true
      configuration.classifier.learningRate = 1e-3
      configuration.classifier.batch = 8
      configuration.classifier.epochs = 15
      configuration.classifier.patience = 15
      configuration.experiment.folds = 2
      configuration.experiment.seeds = 2
      configuration.crossLingual.sourceLimit = 250
      configuration.crossLingual.targetLimit = 100
      configuration.crossLingual.augmentFactor = 4
      configuration.balancingGAN.channels = [8, 16, 32, 64]
      configuration.balancingGAN.learningRate = 1e-3
      configuration.balancingGAN.pretrainingEpochs = 20
      configuration.balancingGAN.epochs = 40
      applySmallFeatureNetworks(to: &configuration)
    }
  }

  private func applySmallFeatureNetworks(to configuration: inout Configuration) {
    configuration.mixupGAN.hidden = [128, 64]
    configuration.mixupGAN.discriminator = [128, 128]
    configuration.mixupGAN.learningRate = 1e-3
    configuration.dnn.hidden = 64
    configuration.dnn.hiddenOfBoth = 128
    configuration.dnn.learningRate = 1e-3
    configuration.dnn.epochs = 50
    configuration.encoding.autoencoder = [128, 64, 32]
    configuration.encoding.learningRate = 1e-3
    configuration.encoding.epochs = 100
    configuration.baselines.generator = [64, 128]
    configuration.baselines.translator = [128]
    configuration.baselines.discriminator = [128, 128]
    configuration.baselines.learningRate = 1e-3
    configuration.diffusion.hidden = [256, 256]
  }
}
