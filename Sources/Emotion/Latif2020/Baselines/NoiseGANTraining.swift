import Engine
import Kernels
import Random
import Training

/// The training of a GAN that generates from noise: the discriminator and the generator in turn.
struct NoiseGANTraining {
  let gan: NoiseGAN
  let course: EpochCourse<LabelledFeatures>

  /// - Parameters:
  ///   - vectors: what is to be imitated, on the networks' scale.
  ///   - isConditional: whether the networks are told the classes.
  ///   - series: which of several such trainings of one fold.
  ///   - isBounded: whether that scale is 0...1.
  /// - Throws: `EngineError.device` where networks and optimizers find no memory.
  init(
    _ vectors: LabelledFeatures, isConditional: Bool, isBounded: Bool,
    settings: BaselineSettings, series: Int, seed: UInt64, on kernels: Kernels
  ) throws(EngineError) {
    let gan = try NoiseGAN(
      settings, features: vectors.features.columns,
      conditions: isConditional ? vectors.targets.columns : 0, isBounded: isBounded,
      PhiloxSource(
        seed: seed, at: RandomAddress(Purpose.noiseGANWeights, series: series), on: kernels))
    let updates = try Updates(gan, settings.adam)
    self.gan = gan
    course = EpochCourse(
      epochs: settings.epochs, rows: vectors.count, batch: settings.batch, state: updates.state,
      purpose: Purpose.noiseGANSteps, series: series, seed: seed, on: kernels
    ) { rows, samples, _ in
      vectors.selecting(Array(rows[samples]))
    } step: { (batch, place) throws(EngineError) in
      try updates.step(
        batch.features.tensor(on: kernels),
        condition: isConditional ? batch.targets.tensor(on: kernels) : nil, place.random)
    }
  }

  /// Both networks, each with the optimiser that moves it.
  private struct Updates: Module {
    let gan: NoiseGAN
    let generatorAdam, discriminatorAdam: Adam

    init(_ gan: NoiseGAN, _ adam: AdamSettings) throws(EngineError) {
      self.gan = gan
      generatorAdam = try Adam(of: gan.generator, settings: adam)
      discriminatorAdam = try Adam(of: gan.discriminator, settings: adam)
    }

    func step(
      _ x: Tensor, condition: Tensor?, _ random: any RandomSource
    ) throws(EngineError) -> StepLosses {
      let phase = Phase.training(random)
      let real = try gan.judge(x, condition: condition, phase)
      let fake = try gan.synthesize(x.shape[0], condition: condition, random, phase)
      let discriminatorLoss = try discriminatorAdam.minimize(
        bceWithLogits(real, target: 1)
          + bceWithLogits(gan.judge(fake.detached, condition: condition, phase), target: 0),
        over: random.share)
      let generatorLoss = try generatorAdam.minimize(
        bceWithLogits(gan.judge(fake, condition: condition, .frozen(random)), target: 1),
        over: random.share)
      return [("discriminator", discriminatorLoss), ("generator", generatorLoss)]
    }
  }
}
