import Kernels
public import Settings

/// How the augmentor, the discriminator and the representation learner are trained (Wang et al.
/// 2022, section 2.3).
public struct AugmentorTrainingSettings: SettingsGroup, Equatable {
  @Setting("The learning rate of all three Adam optimisers.", .learningRate)
  public var learningRate = 1e-6
  @Setting(
    "The learning rate of the representation learner's; 0 for that of the others.",
    .range(0...10))
  public var learnerLearningRate = 0.0
  @Setting("beta1 of all three Adam optimisers.", .belowOne)
  public var beta1 = 0.9
  @Setting("beta2 of all three Adam optimisers.", .belowOne)
  public var beta2 = 0.999
  @Setting("Iterations of the four phases.", .range(1...1_000_000_000))
  public var iterations = 30_000
  @Setting("Triplets an iteration.", .batch)
  public var batch = 16
  @Setting("Iterations from one checkpoint to the next.", .range(1...1_000_000_000))
  public var checkpointEvery = 500

  public init() {}

  var adam: AdamSettings {
    AdamSettings(learningRate: learningRate, beta1: beta1, beta2: beta2)
  }

  var learnerAdam: AdamSettings {
    AdamSettings(
      learningRate: learnerLearningRate == 0 ? learningRate : learnerLearningRate, beta1: beta1,
      beta2: beta2)
  }
}
