public import Classical
public import Engine
public import Kernels
import Random
public import Training

/// The training of the mixup GAN over epochs (Latif et al. 2020, sections 3.3 and 4.3): first the
/// autoencoder alone, then autoencoder, generator and discriminator in turn.
///
/// A batch holds originals and as many mixes of these with any others; the discriminator sees
/// originals only.
public struct MixupGANTraining {
  /// The networks that the course trains.
  public let gan: MixupGAN
  public let course: EpochCourse<MixedBatch>

  /// - Parameters:
  ///   - features: the originals, on the networks' scale.
  ///   - isBounded: whether that scale is 0...1, which the automatic output keeps to.
  /// - Throws: `EngineError.device` where networks and optimizers find no memory.
  public init(
    _ features: SampleMatrix, isBounded: Bool, settings: MixupGANSettings, seed: UInt64,
    on kernels: Kernels
  ) throws(EngineError) {
    let gan = try MixupGAN(
      settings, features: features.columns, isBounded: isBounded,
      PhiloxSource(seed: seed, at: RandomAddress(Purpose.mixupGANWeights), on: kernels))
    let updates = try MixupGANUpdates(
      gan, autoencoder: settings.autoencoderAdam, adversarial: settings.adversarialAdam,
      saturating: settings.saturating)
    let mixup = Mixup(alpha: settings.alpha)
    self.gan = gan
    course = EpochCourse(
      epochs: settings.pretrainingEpochs + settings.epochs, rows: features.rows,
      batch: settings.batch, state: updates.state, purpose: Purpose.mixupGANSteps, seed: seed,
      on: kernels
    ) { rows, samples, generator in
      MixedBatch(rows, samples, of: features, mixup: mixup, using: &generator)
    } step: { (batch, place) throws(EngineError) in
      let x = try batch.all.tensor(on: kernels)
      if place.epoch < settings.pretrainingEpochs {
        return [("autoencoder", try updates.trainAutoencoder(x, place.random))]
      }
      let originals = try x.slice(axis: 0, 0..<batch.originals.rows)
      return try updates.step(x, source: originals, real: originals, place.random).byName
    }
  }
}

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
    try run.finish(training.course, part: part)
    return training.gan
  }
}
