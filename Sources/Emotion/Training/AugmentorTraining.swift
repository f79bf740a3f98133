import Engine
public import Foundation
public import Kernels
import Speech

/// The training of the triplet-guided augmentor on a set of utterances (Wang et al., section 2.3).
///
/// Everything that an iteration draws depends on the seed and its number alone, so that a training
/// that goes on from a checkpoint ends with the bits of one that never stopped.
public final class AugmentorTraining {
  public let gan: TripletGAN
  /// Iterations done so far.
  public private(set) var iteration = 0
  private let settings: AugmentorTrainingSettings
  private let sampler: TripletSampler
  private let kernels: Kernels
  private let seed: UInt64

  /// - Parameters:
  ///   - utterances: those to train on, on the models' scale.
  ///   - padding: silence on the models' scale.
  /// - Throws: `CorpusError.classes` with fewer than two classes, `EngineError`.
  public init(
    _ utterances: [Utterance], padding: Float, configuration: Configuration, seed: UInt64,
    on kernels: Kernels
  ) throws {
    let settings = configuration.augmentorTraining
    self.settings = settings
    self.kernels = kernels
    self.seed = seed
    sampler = try TripletSampler(
      utterances, length: configuration.augmentor.frames, padding: padding,
      batchSize: settings.batch, seed: seed)
    let random = PhiloxSource(seed: seed, on: kernels)
    let bands = utterances[0].picture.bands
    gan = try TripletGAN(
      augmentor: Augmentor(configuration.augmentor, bands: bands, random),
      discriminator: Discriminator(configuration.discriminator, bands: bands, random),
      learner: RepresentationLearner(configuration.learner, bands: bands, random),
      losses: configuration.losses,
      adam: AdamSettings(
        learningRate: settings.learningRate, beta1: settings.beta1, beta2: settings.beta2))
  }

  /// Trains until the last iteration.
  ///
  /// - Parameters:
  ///   - each: gets the number of iterations done and the losses, which wait for the device only
  ///     when read; returns whether to go on.
  /// - Returns: whether the last iteration was reached.
  public func run(each: (_ done: Int, StepLosses) throws -> Bool) throws -> Bool {
    let sampler = sampler
    let batches = Prefetcher(iteration..<settings.iterations) { sampler.batch(iteration: $0) }
    for batch in batches {
      // The numbers drawn by one iteration begin at a place of their own, after those of the weights.
      let random = PhiloxSource(
        seed: seed, drawn: UInt64(iteration + 1) << 16, on: kernels)
      let losses = try gan.step(TripletPictures(batch, on: kernels), random)
      iteration += 1
      if try !each(iteration, losses) { break }
    }
    return iteration == settings.iterations
  }

  /// Writes all that is needed to go on.
  public func save(to url: URL) throws {
    try checkpoint.save(to: url, progress: ["iteration": "\(iteration)", "seed": "\(seed)"])
  }

  /// Goes on from a checkpoint of the same training.
  ///
  /// - Throws: `EngineError.weights` where it is of another.
  public func restore(from url: URL) throws {
    let progress = try checkpoint.restore(from: url)
    guard let iteration = progress["iteration"].flatMap(Int.init), progress["seed"] == "\(seed)"
    else {
      throw EngineError.weights(
        file: url.path, reason: "it is of a training with another seed or of another kind")
    }
    self.iteration = iteration
  }

  private var checkpoint: Checkpoint {
    Checkpoint(
      gan.augmentor.state(named: "aug") + gan.discriminator.state(named: "dis")
        + gan.learner.state(named: "rep") + gan.augmentorOptimizer.state(named: "adam.aug")
        + gan.discriminatorOptimizer.state(named: "adam.dis")
        + gan.learnerOptimizer.state(named: "adam.rep"))
  }
}
