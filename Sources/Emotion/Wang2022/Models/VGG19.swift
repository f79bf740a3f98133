public import Engine

/// The emotion classifier of Wang et al. 2022, section 3.1.1: VGG19 (Simonyan and Zisserman 2015,
/// configuration E) on one-channel mel pictures, with torchvision's names, layouts and
/// initialisation.
public struct VGG19: Module {
  public let configuration: VGGConfiguration
  public let features: Sequential
  public let classifier: Sequential

  /// - Throws: `EngineError.device` where the weights find no memory.
  public init(
    _ configuration: VGGConfiguration,
    initialization: ClassifierSettings.Initialization = .torchvision, _ random: any RandomSource
  ) throws(EngineError) {
    self.configuration = configuration
    var layers: [any Engine.Layer] = []
    var channels = configuration.inputChannels
    for block in configuration.blocks {
      for width in block {
        let fan = 9 * (initialization == .he ? channels : width)
        layers.append(
          try Conv2D(
            channels, width, kernel: 3, padding: 1, initialized: .heNormal(fan: fan), random))
        if configuration.batchNorm { layers.append(try BatchNorm2D(width, random)) }
        layers.append(Nonlinearity(.relu))
        channels = width
      }
      layers.append(MaxPool2D())
    }
    features = Sequential(layers)

    let (inputs, hidden) = (configuration.flattened, configuration.hidden)
    let small = Initializer.normal(deviation: 0.01)
    func hiddenInitializer(_ inputs: Int) -> Initializer {
      initialization == .he ? .heNormal(fan: inputs) : small
    }
    classifier = Sequential([
      try Linear(inputs, hidden[0], initialized: hiddenInitializer(inputs), random),
      Nonlinearity(.relu),
      Dropout(configuration.dropout),
      try Linear(hidden[0], hidden[1], initialized: hiddenInitializer(hidden[0]), random),
      Nonlinearity(.relu),
      Dropout(configuration.dropout),
      try Linear(hidden[1], configuration.classes, initialized: small, random),
    ])
  }

  public var state: [StateEntry] {
    features.state(named: "features") + classifier.state(named: "classifier")
  }

  /// - Parameter x: batch × time × mel × channels.
  /// - Returns: logits, batch × classes.
  /// - Throws: `EngineError.shape` where the pictures have not the network's channels or size,
  ///   `.device` where memory is short or the device fails.
  public func callAsFunction(_ x: Tensor, _ phase: Phase) throws(EngineError) -> Tensor {
    var x = try features(x, phase)
    if case .pooled(let side) = configuration.head {
      x = try adaptiveAvgPool2D(x, output: (side, side))
    }
    return try classifier(Flatten()(x, phase), phase)
  }
}
