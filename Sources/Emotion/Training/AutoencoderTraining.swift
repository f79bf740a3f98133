public import Engine
public import Kernels

/// The training of the standard autoencoder over epochs, by the mean squared error.
public struct AutoencoderTraining {
  public let autoencoder: Autoencoder
  public let course: EpochCourse<MixedBatch>

  /// - Parameters:
  ///   - features: the originals, on the network's scale.
  ///   - mixup: how originals are mixed; nil where they are not.
  ///   - isBounded: whether the scale is 0...1.
  /// - Throws: `EngineError.device` where network and optimizer find no memory.
  public init(
    _ features: SampleMatrix, mixup: Mixup?, isBounded: Bool, settings: EncodingSettings,
    seed: UInt64, on kernels: Kernels
  ) throws(EngineError) {
    let autoencoder = try Autoencoder(
      features: features.columns, hidden: settings.autoencoder, code: settings.dimensions,
      output: isBounded ? .sigmoid : .identity, PhiloxSource(seed: seed, on: kernels))
    let optimizer = try Adam(
      autoencoder.parameters, AdamSettings(learningRate: settings.learningRate))
    self.autoencoder = autoencoder
    course = EpochCourse(
      epochs: settings.epochs, rows: features.rows,
      batch: settings.batch,
      state: autoencoder.state + optimizer.state(named: "adam"), seed: seed, on: kernels
    ) { rows, generator in
      MixedBatch(rows, of: features, mixup: mixup, using: &generator)
    } step: { (batch, _, random) throws(EngineError) in
      let x = try batch.all.tensor(on: kernels)
      let code = try autoencoder.encoder(x, .training(random))
      let loss = try meanSquaredError(autoencoder.decoder(code, .training(random)), x)
      try optimizer.step(loss.gradients(of: optimizer.parameters))
      return [("autoencoder", loss.detached)]
    }
  }
}
