import Engine
import Kernels
import Random
import Training

/// The second stage of a balancing GAN (Mariani et al. 2018, section 3): the discriminator tells
/// segments' classes and generated ones apart, and the generator makes segments that are to be
/// taken for real ones of the class whose code they come from; its classes are equally likely, so
/// that it learns the rare ones as well.
struct BalancingGANTraining {
  let gan: BalancingGAN
  let course: EpochCourse<Batch>

  /// What one step learns from.
  struct Batch: Sendable {
    let real: SegmentBatch
    /// What the discriminator sees beside them: as many as of one class, were all equally frequent.
    let decoys: ClassCodes.Draw
    /// What the generator is judged by.
    let codes: ClassCodes.Draw
  }

  /// - Parameters:
  ///   - segments: on the models' scale.
  ///   - autoencoder: trained on them; its weights change from here on.
  ///   - codes: those that it had for them.
  /// - Throws: `EngineError.device` where networks and optimizers find no memory.
  init(
    _ segments: Segments, from autoencoder: SegmentAutoencoder, codes: ClassCodes,
    settings: BalancingGANSettings, seed: UInt64, on kernels: Kernels
  ) throws(EngineError) {
    let random = PhiloxSource(
      seed: seed, at: RandomAddress(Purpose.balancingGANWeights), on: kernels)
    let gan = try BalancingGAN(
      from: autoencoder, classes: (codes.classes.last ?? 0) + 1, random)
    let updates = try Updates(gan, settings.adversarialAdam)
    self.gan = gan
    course = EpochCourse(
      epochs: settings.epochs, rows: segments.count, batch: settings.batch, state: updates.state,
      purpose: Purpose.balancingGANSteps, dividesBatches: false, seed: seed, on: kernels
    ) { rows, _, generator in
      let share = (rows.count + codes.classes.count - 1) / codes.classes.count
      return Batch(
        real: segments.batch(rows), decoys: codes.drawBalanced(share, using: &generator),
        codes: codes.drawBalanced(rows.count, using: &generator))
    } step: { (batch, place) throws(EngineError) in
      try updates.step(batch, place.random)
    }
  }

  /// Both networks, each with the optimiser that moves it.
  private struct Updates: Module {
    let gan: BalancingGAN
    let generatorAdam, discriminatorAdam: Adam

    init(_ gan: BalancingGAN, _ adam: AdamSettings) throws(EngineError) {
      self.gan = gan
      generatorAdam = try Adam(of: gan.generator, settings: adam)
      discriminatorAdam = try Adam(of: gan.discriminator, settings: adam)
    }

    func step(_ batch: Batch, _ random: any RandomSource) throws(EngineError) -> StepLosses {
      let kernels = random.kernels
      let real = try Pictures(batch.real.pictures, on: kernels).x
      let decoys = try gan.generator(batch.decoys.codes.tensor(on: kernels), .frozen(random))
      let discriminatorLoss = try discriminatorAdam.minimize(
        crossEntropy(
          gan.discriminator(concatenated([real, decoys]), .training(random)),
          labels: batch.real.labels + batch.decoys.labels.map { _ in gan.classes }),
        over: random.share)
      let synthetic = try gan.generator(batch.codes.codes.tensor(on: kernels), .training(random))
      let generatorLoss = try generatorAdam.minimize(
        crossEntropy(gan.discriminator(synthetic, .frozen(random)), labels: batch.codes.labels),
        over: random.share)
      return [("discriminator", discriminatorLoss), ("generator", generatorLoss)]
    }
  }
}
