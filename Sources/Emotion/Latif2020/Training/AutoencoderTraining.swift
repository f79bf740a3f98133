import Classical
import Engine
import Kernels
import Random
import Training

/// The training of the standard autoencoder (Latif et al. 2020, section 5.1.2) over epochs, by the
/// mean squared error.
struct AutoencoderTraining {
  let autoencoder: Autoencoder
  let course: EpochCourse<MixedBatch>

  /// - Parameters:
  ///   - features: the originals, on the network's scale.
  ///   - mixup: how originals are mixed; nil where they are not.
  ///   - isBounded: whether the scale is 0...1.
  /// - Throws: `EngineError.device` where network and optimizer find no memory.
  init(
    _ features: SampleMatrix, mixup: Mixup?, isBounded: Bool, settings: EncodingSettings,
    seed: UInt64, on kernels: Kernels
  ) throws(EngineError) {
    let autoencoder = try Autoencoder(
      features: features.columns, hidden: settings.autoencoder, code: settings.dimensions,
      output: isBounded ? .sigmoid : .identity,
      PhiloxSource(
        seed: seed, at: RandomAddress(Purpose.autoencoderWeights), on: kernels))
    let adam = try Adam(
      of: autoencoder, settings: AdamSettings(learningRate: settings.learningRate))
    self.autoencoder = autoencoder
    course = EpochCourse(
      epochs: settings.epochs, rows: features.rows, batch: settings.batch,
      state: autoencoder.state + adam.state(named: "adam"),
      purpose: Purpose.autoencoderSteps, seed: seed, on: kernels
    ) { rows, samples, generator in
      MixedBatch(rows, samples, of: features, mixup: mixup, using: &generator)
    } step: { (batch, place) throws(EngineError) in
      let x = try batch.all.tensor(on: kernels)
      let code = try autoencoder.encoder(x, .training(place.random))
      let loss = try meanSquaredError(autoencoder.decoder(code, .training(place.random)), x)
      return [("autoencoder", try adam.minimize(loss, over: place.share))]
    }
  }
}

extension Trainer {
  /// Trains an autoencoder from its newest checkpoint, or from the start.
  ///
  /// - Parameters:
  ///   - features: the originals, on the network's scale.
  ///   - mixup: how originals are mixed; nil where they are not.
  ///   - isBounded: whether that scale is 0...1.
  ///   - part: the name of this part of the run, which its checkpoints and metrics carry.
  /// - Throws: `TrainingInterrupted` after saving; `EngineError.notFinite` where a loss diverges.
  func trainAutoencoder(
    _ features: SampleMatrix, mixup: Mixup?, isBounded: Bool, seed: UInt64, part: String
  ) throws -> Autoencoder {
    let training = try AutoencoderTraining(
      features, mixup: mixup, isBounded: isBounded, settings: configuration.encoding, seed: seed,
      on: kernels)
    try run.finish(training.course, part: part)
    return training.autoencoder
  }
}
