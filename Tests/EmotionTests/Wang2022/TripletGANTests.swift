import Engine
import Kernels
import TestSupport
import Testing

@testable import Emotion

/// The four phases of an iteration: what each moves, what it leaves alone, and that it gets where it
/// wants to.
@Suite struct TripletGANTests {
  private let kernels: Kernels
  private let gan: TripletGAN
  private let batch: TripletPictures

  /// A phase, by the paper's number.
  enum PhaseNumber: Int, CaseIterable {
    case representation = 1
    case discriminator, variance, emotionPreservation

    /// Which of augmentor, discriminator and learner it moves.
    var moved: [Bool] {
      switch self {
      case .representation: [false, false, true]
      case .discriminator: [false, true, false]
      case .variance, .emotionPreservation: [true, false, false]
      }
    }
  }

  init() throws {
    kernels = try testKernels()
    let random = PhiloxSource(seed: 1, on: kernels)
    var losses = LossSettings()
    // Far from satisfied, so that no triplet has an idle gradient.
    losses.margin = 50
    gan = try TripletGAN(
      augmentor: Augmentor(tinyAugmentor, bands: 32, random),
      discriminator: Discriminator(tinySequence([4, 4]), bands: 32, random),
      learner: RepresentationLearner(tinySequence([4, 4, 6]), bands: 32, random),
      losses: losses, adam: AdamSettings(learningRate: 1e-2))
    let sampler = try TripletSampler(
      LoudHalves.utterances, length: tinyAugmentor.frames, padding: -1, batchSize: 4, seed: 1)
    batch = try TripletPictures(sampler.batch(iteration: 0), on: kernels)
  }

  /// Takes a phase's step with the same noise each time.
  ///
  /// - Returns: the loss before it, as the phase weighs it.
  private func step(_ phase: PhaseNumber) throws -> Float {
    let random = PhiloxSource(seed: 9, on: kernels)
    switch phase {
    case .representation: return try gan.trainRepresentationLearner(batch, random).mean.value()
    case .discriminator:
      return try gan.trainDiscriminator(original: batch.anchor, batch.positive, random).value()
    case .variance: return try gan.trainVariance(batch.positive, random).value()
    case .emotionPreservation:
      let (gen, emo, bal) = try gan.trainEmotionPreservation(batch, random)
      let weights = gan.losses
      return try Float(weights.adversarial) * gen.value() + Float(weights.emotion)
        * emo.mean.value()
        + Float(weights.balance) * bal.mean.value()
    }
  }

  private func weights() throws -> [[[Float]]] {
    let networks: [any Module] = [gan.augmentor, gan.discriminator, gan.learner]
    return try networks.map { try $0.parameters.map { try $0.value.values() } }
  }

  @Test(arguments: PhaseNumber.allCases)
  func aPhaseMovesItsNetworkAndNoOther(_ phase: PhaseNumber) throws {
    let before = try weights()
    _ = try step(phase)
    let after = try weights()
    #expect(zip(before, after).map { $0 != $1 } == phase.moved)
    // Every array of the network that it moves, not just some.
    for (old, new) in zip(before, after) where old != new {
      #expect(zip(old, new).allSatisfy { $0 != $1 })
    }
  }

  /// On one batch with one noise, so that nothing but the optimiser's steps can lower the loss.
  @Test(arguments: PhaseNumber.allCases)
  func aPhaseLowersItsLoss(_ phase: PhaseNumber) throws {
    let losses = try (0..<8).map { _ in try step(phase) }
    #expect(losses.allSatisfy { $0.isFinite })
    #expect(losses[7] < losses[0], "\(losses)")
  }

  @Test func aCheckpointHoldsNetworksAndOptimisers() {
    let names = Set(gan.state.map { $0.name.prefix { $0 != "." } })
    #expect(
      names == [
        "augmentor", "discriminator", "learner", "augmentorAdam", "discriminatorAdam",
        "learnerAdam",
      ])
  }
}
