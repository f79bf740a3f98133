import Kernels
public import Settings
public import Training

/// VGG19 and its training (Wang et al. 2022, section 3.1.1).
public struct ClassifierSettings: SettingsGroup, Equatable {
  /// The distribution that weights are drawn from at first.
  public enum Initialization: String, SettingChoice {
    /// As torchvision's VGG: convolutions He-normal by fan-out, linear layers N(0, 0.01).
    case torchvision
    /// Convolutions and hidden linear layers He-normal by fan-in.
    case he
  }

  @Setting(
    "Multiplies the number of channels and hidden units; 1 is VGG19.",
    .expect("from 1/64 to 4") { 1.0 / 64...4 ~= $0 })
  public var widthFactor = 1.0
  @Setting("Whether batch normalisation follows each convolution.")
  public var batchNorm = false
  @Setting("The share of hidden units that training leaves out.", .belowOne)
  public var dropout = 0.5
  @Setting(
    "What weights begin as: as in torchvision's VGG (convolutions He-normal by fan-out, linear "
      + "layers N(0, 0.01)), or all He-normal by fan-in.")
  public var initialization = Initialization.torchvision
  @Setting("Frames of a segment.", .range(32...8_192))
  public var segment = 128
  @Setting(
    "Frames from the start of one segment to the next, at most segment; the last ends with the "
      + "utterance.",
    .range(1...8_192))
  public var stride = 64
  @Setting("The learning rate of Adam.", .learningRate)
  public var learningRate = 1e-4
  @Setting(
    "How strongly each step draws weights towards 0, as a share of the learning rate (decoupled from "
      + "Adam: Loshchilov and Hutter 2019).", .belowOne)
  public var weightDecay = 0.0
  @Setting("Segments a step.", .batch)
  public var batch = 64
  @Setting("The most passes over the training segments.", .epochs)
  public var epochs = 50
  @Setting(
    "What becomes of the learning rate from epoch to epoch after warm-up: constant, or half a cosine down to 0 "
      + "at the most epochs.")
  public var schedule = LearningRateSchedule.Decay.constant
  @Setting(
    "Epochs over which the learning rate rises to its full size, by equal steps; 0 for none.",
    .range(0...1_000_000))
  public var warmUp = 0
  @Setting(
    "Epochs without a better recall on the development part after which training stops.", .epochs)
  public var patience = 10
  @Setting(
    "The share of the training part that is drawn as the development part, which decides when to "
      + "stop; a corpus's own takes its place with --split.", .holdOut)
  public var holdOut = 0.1
  @Setting(
    "What is drawn for it: recordings, of each class its share, or whole speakers, so that what decides "
      + "when to stop is of new voices, as what is tested.")
  public var holdOutBy = HoldOutRule.Unit.recording

  public init() {}
}

extension ClassifierSettings {
  var adam: AdamSettings { AdamSettings(learningRate: learningRate, weightDecay: weightDecay) }

  public var relations: [SettingRelation] {
    [
      SettingRelation(
        "stride", stride, "at most classifier.segment, \(segment),", by: "segment",
        holds: stride <= segment),
      SettingRelation(
        "warmUp", warmUp, "at most classifier.epochs, \(epochs),", by: "epochs",
        holds: warmUp <= epochs),
    ]
  }
}
