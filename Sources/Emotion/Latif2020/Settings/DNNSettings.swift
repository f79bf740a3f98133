import Kernels
public import Settings
public import Training

/// The classifiers of utterance features and their training (Latif et al. 2020, section 5).
public struct DNNSettings: SettingsGroup, Equatable {
  /// What classifiers of synthetic vectors are tested on.
  public enum SyntheticTest: String, SettingChoice {
    /// The test vectors.
    case real
    /// G(E(x)) of the test vectors.
    case reconstructed
    case both
  }

  @Setting("Units of each of the two hidden layers.", .units)
  public var hidden = 400
  @Setting(
    "The same of the classifier that learns from real and synthetic features together.",
    .units)
  public var hiddenOfBoth = 1000
  @Setting(
    "The share of hidden units that training leaves out: 0.5 within a corpus, 0.8 across corpora.",
    .belowOne)
  public var dropout = 0.5
  @Setting("Slope of LeakyReLU below zero.", .slope)
  public var slope = 0.2
  @Setting("The learning rate of Adam.", .learningRate)
  public var learningRate = 1e-5
  @Setting(
    "How strongly each step draws weights towards 0, as a share of the learning rate (decoupled from "
      + "Adam: Loshchilov and Hutter 2019).", .belowOne)
  public var weightDecay = 0.0
  @Setting(
    "Recordings a step; their mixes and the synthetic vectors that stand for them come to these.",
    .batch)
  public var batch = 64
  @Setting("The most passes over the training vectors.", .epochs)
  public var epochs = 500
  @Setting(
    "What becomes of the learning rate from epoch to epoch after warm-up: constant, or half a cosine down to 0 "
      + "at the most epochs.")
  public var schedule = LearningRateSchedule.Decay.constant
  @Setting(
    "Epochs over which the learning rate rises to its full size, by equal steps; 0 for none.",
    .range(0...1_000_000))
  public var warmUp = 0
  @Setting(
    "Epochs without a lower loss on the development part after which training stops.", .epochs)
  public var patience = 20
  @Setting(
    "The share of the training part that is drawn as the development part, which decides when to "
      + "stop; a corpus's own takes its place with --split.", .holdOut)
  public var holdOut = 0.1
  @Setting(
    "What is drawn for it: recordings, of each class its share, or whole speakers, so that what decides "
      + "when to stop is of new voices, as what is tested.")
  public var holdOutBy = HoldOutRule.Unit.recording
  @Setting(
    "What classifiers of synthetic vectors are tested on: the test vectors, G(E(x)) of these, or "
      + "both.")
  public var syntheticTest = SyntheticTest.both

  public init() {}
}

extension DNNSettings {
  public var relations: [SettingRelation] {
    [
      SettingRelation(
        "warmUp", warmUp, "at most dnn.epochs, \(epochs),", by: "epochs", holds: warmUp <= epochs)
    ]
  }

  var adam: AdamSettings { AdamSettings(learningRate: learningRate, weightDecay: weightDecay) }
}
