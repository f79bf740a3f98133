import Engine

extension Trainer {
  /// Trains a mixup GAN from its newest checkpoint, or from the start.
  ///
  /// - Parameters:
  ///   - features: originals on the networks' scale.
  ///   - isBounded: whether that scale is 0...1.
  ///   - part: the name of this part of the run, which its checkpoints and metrics carry.
  /// - Throws: `TrainingInterrupted` after saving; `EngineError.notFinite` where a loss diverges.
  public func trainMixupGAN(
    _ features: SampleMatrix, isBounded: Bool, seed: UInt64, part: String
  ) throws -> MixupGAN {
    let training = try MixupGANTraining(
      features, isBounded: isBounded, settings: configuration.mixupGAN, seed: seed, on: kernels)
    try run(training.course, part: part)
    return training.gan
  }

  /// Trains an autoencoder from its newest checkpoint, or from the start.
  ///
  /// - Throws: as `trainMixupGAN`.
  func trainAutoencoder(
    _ features: SampleMatrix, mixup: Mixup?, isBounded: Bool, seed: UInt64, part: String
  ) throws -> Autoencoder {
    let training = try AutoencoderTraining(
      features, mixup: mixup, isBounded: isBounded, settings: configuration.encoding, seed: seed,
      on: kernels)
    try run(training.course, part: part)
    return training.autoencoder
  }

  /// Trains a classifier of features from its newest checkpoint, or from the start, and gives it the
  /// weights of its best epoch.
  ///
  /// - Parameters:
  ///   - heldOut: originals, for early stopping.
  ///   - hidden: units of each hidden layer.
  /// - Throws: as `trainMixupGAN`.
  public func trainDNN(
    _ vectors: TrainingVectors, heldOut: LabelledFeatures, hidden: Int, seed: UInt64, part: String
  ) throws -> DNN {
    let training = try DNNTraining(
      vectors, heldOut: heldOut, hidden: hidden, settings: configuration.dnn, seed: seed,
      on: kernels)
    try run(training, part: part)
    if let best = training.best {
      observer.say("\(part): epoch \(best.epoch) is the best of \(training.epoch)")
    }
    try training.keepBest()
    return training.model
  }

  /// Runs a training to its end. It is saved then, at a wish to stop, and once in a while: a
  /// checkpoint of a GAN with its optimizers is a hundred megabytes, and many epochs take less than a
  /// second.
  func run(_ training: some EpochTraining, part: String) throws {
    let store = try folder.checkpoints(of: part)
    try restoreNewest(of: store, part) {
      try training.restore(from: $0)
      return training.epoch
    }
    observer.begin(part, steps: training.epochs, done: training.epoch)
    var saved = ContinuousClock.now
    while !training.isFinished {
      let losses = try training.runEpoch()
      try record(losses, step: training.epoch, part: part)
      observer.advance(
        to: training.epoch,
        losses.map { "\($0.name) \(String(format: "%.4f", $0.value))" }.joined(separator: " "))
      let stop = observer.isStopRequested && !training.isFinished
      let isDue = saved.duration(to: .now) > .seconds(60)
      if stop || training.isFinished || isDue {
        try save(to: store, step: training.epoch) { try training.save(to: $0) }
        saved = .now
      }
      if stop { throw TrainingInterrupted(part: part) }
    }
  }
}
