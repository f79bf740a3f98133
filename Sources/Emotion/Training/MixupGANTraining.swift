public import Engine
public import Foundation
public import Kernels
import Speech

/// The training of the mixup GAN over epochs (Latif et al. 2020, sections 3.3 and 4.3): first the
/// autoencoder alone, then autoencoder, generator and discriminator in turn.
///
/// Half of each batch are originals, the other half mixes of these with any others; the discriminator
/// sees originals only.
public final class MixupGANTraining: EpochTraining {
  public let gan: MixupGAN
  public private(set) var epoch = 0
  private let features: SampleMatrix
  private let settings: MixupGANSettings
  private let updates: MixupGANUpdates
  private let seed: UInt64
  private let kernels: Kernels

  /// - Parameters:
  ///   - features: the originals, on the networks' scale.
  ///   - isBounded: whether that scale is 0...1, which the automatic output keeps to.
  /// - Throws: `EngineError.device` where networks and optimizers find no memory.
  public init(
    _ features: SampleMatrix, isBounded: Bool, settings: MixupGANSettings, seed: UInt64,
    on kernels: Kernels
  ) throws(EngineError) {
    self.features = features
    self.settings = settings
    self.seed = seed
    self.kernels = kernels
    gan = try MixupGAN(
      settings, features: features.columns, isBounded: isBounded,
      PhiloxSource(seed: seed, on: kernels))
    updates = try MixupGANUpdates(
      gan, autoencoder: AdamSettings(learningRate: settings.learningRate),
      adversarial: AdamSettings(
        learningRate: settings.learningRate, beta1: settings.adversarialBeta1),
      saturating: settings.saturating)
  }

  public var epochs: Int { settings.pretrainingEpochs + settings.epochs }
  public var isFinished: Bool { epoch >= epochs }

  /// Trains for one epoch: every original once, and a new mix for each.
  public func runEpoch() throws -> [NamedLoss] {
    let (features, seed, epoch, mixup) = (features, seed, epoch, Mixup(alpha: settings.alpha))
    let order = BatchOrder.shuffled(
      features.rows, by: max(1, settings.batch / 2), seed: seed, epoch: epoch)
    let losses = try EpochSteps(seed: seed, epoch: epoch, kernels: kernels).run(order.count) {
      number in
      var generator = SeededGenerator(seed: seed, stream: "mixup epoch \(epoch) step \(number)")
      let mixes = mixup.draw(for: order[number], from: features.rows, using: &generator)
      return (originals: features.selecting(order[number]), mixes: mixes(features))
    } step: { (batch, random) throws(EngineError) in
      let originals = try batch.originals.tensor(on: kernels)
      let x = try concatenated([originals, batch.mixes.tensor(on: kernels)])
      if epoch < settings.pretrainingEpochs {
        return [("autoencoder", try updates.trainAutoencoder(x, random))]
      }
      let losses = try updates.step(x, source: originals, real: originals, random)
      return [
        ("autoencoder", losses.autoencoder), ("generator", losses.generator),
        ("discriminator", losses.discriminator),
      ]
    }
    self.epoch += 1
    return losses
  }

  public func save(to url: URL) throws { try checkpoint.save(to: url, epoch: epoch, seed: seed) }

  public func restore(from url: URL) throws {
    epoch = try checkpoint.restore(from: url, seed: seed).epoch
  }

  private var checkpoint: Checkpoint { Checkpoint(gan.state + updates.state) }
}
