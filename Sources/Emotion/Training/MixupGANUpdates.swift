public import Engine
public import Kernels

/// The updates of the mixup GAN (Latif et al. 2020, section 3.3): autoencoder, generator and
/// discriminator in turn.
public final class MixupGANUpdates {
  public let gan: MixupGAN
  private let saturating: Bool
  private let autoencoderOptimizer: Adam
  private let generatorOptimizer: Adam
  private let discriminatorOptimizer: Adam

  /// - Parameters:
  ///   - autoencoder: the settings of Adam for the first update.
  ///   - adversarial: those for the other two.
  ///   - saturating: whether the generator's loss is eq. 4 to the letter instead of the
  ///     non-saturating one, whose gradient does not vanish while the discriminator is sure.
  /// - Throws: `EngineError.device` where the optimizers' state finds no memory.
  public init(
    _ gan: MixupGAN, autoencoder: AdamSettings, adversarial: AdamSettings, saturating: Bool = false
  ) throws(EngineError) {
    self.gan = gan
    self.saturating = saturating
    autoencoderOptimizer = try Adam(
      gan.encoder.parameters + gan.generator.parameters, autoencoder)
    generatorOptimizer = try Adam(gan.generator.parameters, adversarial)
    discriminatorOptimizer = try Adam(gan.discriminator.parameters, adversarial)
  }

  /// What a checkpoint keeps beside the networks.
  var state: [StateEntry] {
    autoencoderOptimizer.state(named: "adam.autoencoder")
      + generatorOptimizer.state(named: "adam.generator")
      + discriminatorOptimizer.state(named: "adam.discriminator")
  }

  /// The losses of one iteration, still on the device.
  public struct Losses {
    public let autoencoder, generator, discriminator: Tensor
  }

  /// One iteration.
  ///
  /// - Parameters:
  ///   - x: mixed samples x_in, batch × features.
  ///   - source: samples that the discriminator sees encoded and generated again; originals in the
  ///     paper (λ = 0, 1).
  ///   - real: samples that it sees as they are; originals in the paper.
  public func step(_ x: Tensor, source: Tensor, real: Tensor, _ random: any RandomSource)
    throws(EngineError) -> Losses
  {
    Losses(
      autoencoder: try trainAutoencoder(x, random), generator: try trainGenerator(x, random),
      discriminator: try trainDiscriminator(source: source, real: real, random))
  }

  /// The autoencoder by eq. 3, the mean over elements; also the step of pre-training.
  public func trainAutoencoder(_ x: Tensor, _ random: any RandomSource) throws(EngineError)
    -> Tensor
  {
    let reconstruction = try gan.generator(
      gan.encoder(x, .training(random)), .training(random))
    let loss = try meanSquaredError(reconstruction, x)
    try autoencoderOptimizer.step(loss.gradients(of: autoencoderOptimizer.parameters))
    return loss.detached
  }

  /// The generator alone by eq. 4: what it makes is to be taken for real.
  public func trainGenerator(_ x: Tensor, _ random: any RandomSource) throws(EngineError) -> Tensor
  {
    let code = try gan.encoder(x, .training(random)).detached
    let synthetic = try gan.generator(code, .training(random))
    let logits = try gan.discriminator(synthetic, .training(random))
    let loss = try saturating ? saturatingGeneratorLoss(logits) : bceWithLogits(logits, target: 1)
    try generatorOptimizer.step(loss.gradients(of: generatorOptimizer.parameters))
    return loss.detached
  }

  /// The discriminator by eq. 4: real samples are to be told from synthetic ones.
  public func trainDiscriminator(source: Tensor, real: Tensor, _ random: any RandomSource)
    throws(EngineError) -> Tensor
  {
    let code = try gan.encoder(source, .training(random))
    let synthetic = try gan.generator(code, .training(random)).detached
    let logits = try gan.discriminator(concatenated([real, synthetic]), .training(random))
    let split = real.shape[0]
    let loss =
      try bceWithLogits(logits.slice(axis: 0, 0..<split), target: 1)
      + bceWithLogits(logits.slice(axis: 0, split..<logits.shape[0]), target: 0)
    try discriminatorOptimizer.step(loss.gradients(of: discriminatorOptimizer.parameters))
    return loss.detached
  }
}

/// Eq. 4 to the letter for the generator: the mean of log(1 - D(G(z))), to be made small.
func saturatingGeneratorLoss(_ logits: Tensor) throws(EngineError) -> Tensor {
  try -bceWithLogits(logits, target: 0)
}
