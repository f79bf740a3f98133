public import Engine
public import Kernels
public import Training

/// The updates of the mixup GAN (Latif et al. 2020, section 3.3): autoencoder, generator and
/// discriminator in turn, each with an optimiser of its own.
public final class MixupGANUpdates: Module {
  public let gan: MixupGAN
  private let saturating: Bool
  private let autoencoderAdam: Adam
  private let generatorAdam: Adam
  private let discriminatorAdam: Adam

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
    autoencoderAdam = try Adam(of: gan.encoder, gan.generator, settings: autoencoder)
    generatorAdam = try Adam(of: gan.generator, settings: adversarial)
    discriminatorAdam = try Adam(of: gan.discriminator, settings: adversarial)
  }

  /// The losses of one iteration, still on the device.
  public struct Losses {
    /// Scalars: the first by eq. 3, the others by eq. 4.
    public let autoencoder, generator, discriminator: Tensor

    /// In the order of the updates.
    public var byName: StepLosses {
      [
        ("autoencoder", autoencoder), ("generator", generator), ("discriminator", discriminator),
      ]
    }
  }

  /// One iteration.
  ///
  /// - Parameters:
  ///   - x: mixed samples x_in, batch × features.
  ///   - source: samples that the discriminator sees encoded and generated again; originals in the
  ///     paper (λ = 0, 1).
  ///   - real: samples that it sees as they are; originals in the paper.
  /// - Returns: the three losses, still on the device.
  /// - Throws: what `random` throws; `EngineError.shape` where the samples do not fit the networks,
  ///   `.device` where memory is short or the device fails.
  public func step(_ x: Tensor, source: Tensor, real: Tensor, _ random: any RandomSource)
    throws(EngineError) -> Losses
  {
    Losses(
      autoencoder: try trainAutoencoder(x, random), generator: try trainGenerator(x, random),
      discriminator: try trainDiscriminator(source: source, real: real, random))
  }

  /// The autoencoder by eq. 3, the mean over elements; also the step of pre-training.
  ///
  /// - Parameter x: batch × features.
  /// - Returns: the loss, still on the device.
  /// - Throws: what `random` throws; `EngineError.shape` where the samples do not fit the networks,
  ///   `.device` where memory is short or the device fails.
  public func trainAutoencoder(_ x: Tensor, _ random: any RandomSource) throws(EngineError)
    -> Tensor
  {
    let reconstruction = try gan.generator(
      gan.encoder(x, .training(random)), .training(random))
    return try autoencoderAdam.minimize(meanSquaredError(reconstruction, x), over: random.share)
  }

  /// The generator alone by eq. 4: what it makes is to be taken for real.
  ///
  /// - Parameter x: batch × features, whose codes it generates from.
  /// - Returns: the loss, still on the device.
  /// - Throws: what `random` throws; `EngineError.shape` where the samples do not fit the networks,
  ///   `.device` where memory is short or the device fails.
  public func trainGenerator(_ x: Tensor, _ random: any RandomSource) throws(EngineError) -> Tensor
  {
    let code = try gan.encoder(x, .frozen(random))
    let synthetic = try gan.generator(code, .training(random))
    let logits = try gan.discriminator(synthetic, .frozen(random))
    return try generatorAdam.minimize(
      saturating ? saturatingGeneratorLoss(logits) : bceWithLogits(logits, target: 1),
      over: random.share)
  }

  /// The discriminator by eq. 4: real samples are to be told from synthetic ones.
  ///
  /// - Parameters:
  ///   - source: samples that it sees encoded and generated again, batch × features.
  ///   - real: samples that it sees as they are, batch × features.
  /// - Returns: the loss, still on the device.
  /// - Throws: what `random` throws; `EngineError.shape` where the samples do not fit the networks,
  ///   `.device` where memory is short or the device fails.
  public func trainDiscriminator(source: Tensor, real: Tensor, _ random: any RandomSource)
    throws(EngineError) -> Tensor
  {
    let code = try gan.encoder(source, .frozen(random))
    let synthetic = try gan.generator(code, .frozen(random))
    let logits = try gan.discriminator(concatenated([real, synthetic]), .training(random))
    let split = real.shape[0]
    return try discriminatorAdam.minimize(
      bceWithLogits(logits.slice(axis: 0, 0..<split), target: 1)
        + bceWithLogits(logits.slice(axis: 0, split..<logits.shape[0]), target: 0),
      over: random.share)
  }
}

/// Eq. 4 of Latif et al. 2020 to the letter for the generator: the mean of log(1 - D(G(z))), to be
/// made small.
///
/// - Throws: `EngineError.device` where memory is short or the device fails.
package func saturatingGeneratorLoss(_ logits: Tensor) throws(EngineError) -> Tensor {
  try -bceWithLogits(logits, target: 0)
}
