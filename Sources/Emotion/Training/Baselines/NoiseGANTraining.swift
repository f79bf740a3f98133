import Engine
import Kernels
import Speech

/// The training of a GAN that generates from noise: the discriminator and the generator in turn.
struct NoiseGANTraining {
  let gan: NoiseGAN
  let course: EpochCourse<LabelledFeatures>

  /// - Parameters:
  ///   - vectors: what is to be imitated, on the networks' scale.
  ///   - isConditional: whether the networks are told the classes.
  /// - Throws: `EngineError.device` where networks and optimizers find no memory.
  init(
    _ vectors: LabelledFeatures, isConditional: Bool, isBounded: Bool,
    settings: BaselineSettings, seed: UInt64, on kernels: Kernels
  ) throws(EngineError) {
    let gan = try NoiseGAN(
      settings, features: vectors.features.columns,
      conditions: isConditional ? vectors.targets.columns : 0, isBounded: isBounded,
      PhiloxSource(seed: seed, on: kernels))
    let ofGenerator = try Adam(gan.generator.parameters, settings.adam)
    let ofDiscriminator = try Adam(gan.discriminator.parameters, settings.adam)
    self.gan = gan
    course = EpochCourse(
      epochs: settings.epochs, rows: vectors.count, batch: settings.batch,
      state: gan.state + ofGenerator.state(named: "adam.generator")
        + ofDiscriminator.state(named: "adam.discriminator"), seed: seed, on: kernels
    ) { rows, _ in
      vectors.selecting(rows)
    } step: { (batch, _, random) throws(EngineError) in
      let phase = Phase.training(random)
      let condition = isConditional ? try batch.targets.tensor(on: kernels) : nil
      let real = try gan.judge(
        batch.features.tensor(on: kernels), condition: condition, phase)
      let fake = try gan.synthesize(batch.count, condition: condition, random, phase)
      let discriminatorLoss =
        try bceWithLogits(real, target: 1)
        + bceWithLogits(gan.judge(fake.detached, condition: condition, phase), target: 0)
      try ofDiscriminator.step(discriminatorLoss.gradients(of: ofDiscriminator.parameters))
      let generatorLoss = try bceWithLogits(
        gan.judge(fake, condition: condition, phase), target: 1)
      try ofGenerator.step(generatorLoss.gradients(of: ofGenerator.parameters))
      return [
        ("discriminator", discriminatorLoss.detached), ("generator", generatorLoss.detached),
      ]
    }
  }
}
