import Engine
public import Kernels
import Random
public import Training

/// The training of the triplet-guided augmentor on a set of utterances (Wang et al. 2022, section
/// 2.3).
public struct AugmentorTraining {
  /// The networks that the course trains.
  public let gan: TripletGAN
  public let course: IterationCourse<TripletBatch>
  /// Iterations from one look at held-out triplets to the next, which takes about as long as one.
  private static let lookEvery = 50

  /// - Parameters:
  ///   - utterances: those to train on, on the models' scale.
  ///   - heldOut: those that tell what the learner makes of others; nothing learns from them.
  ///   - padding: silence on the models' scale.
  ///   - configuration: the networks, their losses and how they are trained.
  ///   - seed: decides the first weights, the triplets and what each step draws.
  /// - Throws: `CorpusError.classes` where there are fewer than two classes; `EngineError.shape`
  ///   where the settings make no network for so many mel bands, `.device` where networks and
  ///   optimisers find no memory.
  public init(
    _ utterances: [Utterance], heldOut: [Utterance] = [], padding: Float,
    configuration: Configuration, seed: UInt64, on kernels: Kernels
  ) throws {
    let settings = configuration.augmentorTraining
    let sampler = try TripletSampler(
      utterances, length: configuration.augmentor.frames, padding: padding,
      batchSize: settings.batch, seed: seed)
    let random = PhiloxSource(
      seed: seed, at: RandomAddress(Purpose.augmentorWeights), on: kernels)
    let bands = utterances[0].picture.bands
    let gan = try TripletGAN(
      augmentor: Augmentor(configuration.augmentor, bands: bands, random),
      discriminator: Discriminator(configuration.discriminator, bands: bands, random),
      learner: RepresentationLearner(configuration.learner, bands: bands, random),
      losses: configuration.losses, adam: settings.adam, adamOfLearner: settings.learnerAdam)
    let triplets = HeldOutTriplets(
      heldOut, among: utterances, length: configuration.augmentor.frames, padding: padding,
      margin: configuration.losses.margin, seed: seed)
    self.gan = gan
    course = IterationCourse(
      iterations: settings.iterations, batch: settings.batch,
      checkpointEvery: settings.checkpointEvery,
      state: gan.state, purpose: Purpose.augmentorSteps, seed: seed, on: kernels,
      look: triplets.map { triplets in
        .init(every: Self.lookEvery) { try triplets.look(with: gan.learner, on: kernels) }
      }
    ) { iteration, samples in
      sampler.batch(iteration: iteration, samples: samples)
    } step: { (batch, random) throws(EngineError) in
      let losses = try gan.step(TripletPictures(batch, on: kernels), random)
      return losses.byName + losses.active.byName
    }
  }
}

extension Trainer {
  /// Trains an augmentor and its partners from their newest checkpoint, or from the start.
  ///
  /// - Parameters:
  ///   - utterances: on the models' scale.
  ///   - heldOut: those that tell what the learner makes of others; nothing learns from them.
  ///   - losses: weights other than the configuration's.
  ///   - scale: the models'.
  ///   - part: the name of this part of the run, which its checkpoints and metrics carry.
  /// - Throws: `TrainingInterrupted` after saving; `EngineError.notFinite` where a loss diverges;
  ///   `SettingsError` where the networks cannot take so many mel bands, `CorpusError.classes`
  ///   where there are fewer than two classes.
  public func trainTripletGAN(
    _ utterances: [Utterance], heldOut: [Utterance] = [], losses: LossSettings? = nil,
    scale: PictureScale, seed: UInt64, part: String
  ) throws -> TripletGAN {
    try configuration.checkBandsOfAugmentor()
    var configuration = configuration
    configuration.losses = losses ?? configuration.losses
    let training = try AugmentorTraining(
      utterances, heldOut: heldOut, padding: scale.padding, configuration: configuration,
      seed: seed, on: kernels)
    try run.finish(training.course, part: part) { step in
      guard let utterance = utterances.first else { return }
      let augmentation = Augmentation(
        training.gan.augmentor, padding: scale.padding, seed: seed, on: kernels)
      try observer.show(
        AugmentationComparison(
          original: scale.normalization.inverse(utterance.picture),
          augmented: scale.normalization.inverse(augmentation.variant(0, of: utterance))),
        part: part, step: step)
    }
    try warnIfUnguided(part)
    return training.gan
  }

  /// Says where emotion ceased to guide the augmentor.
  private func warnIfUnguided(_ part: String) throws {
    guard run.rehearsal == nil, run.ranks.isFirst else { return }
    let history = try MetricsHistory(ofRun: run.folder.url)
    if let guidance = TripletGuidance(of: part, in: history), guidance.isGone {
      observer.warn("\(guidance.sentence) \(TripletGuidance.remedy)")
    }
  }
}
