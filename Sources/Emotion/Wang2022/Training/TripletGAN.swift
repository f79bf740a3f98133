public import Engine
public import Kernels
public import Training

/// The three networks of the triplet-guided augmentor, each with the optimiser that moves it, and
/// one iteration of their training (Wang et al. 2022, section 2.3).
public final class TripletGAN: Module {
  public let augmentor: Augmentor
  public let discriminator: Discriminator
  public let learner: RepresentationLearner
  /// The weights of the losses, and the margin of the triplets.
  public let losses: LossSettings
  private let learnerAdam: Adam
  private let discriminatorAdam: Adam
  /// Shared by phases 3 and 4.
  private let augmentorAdam: Adam

  /// - Throws: `EngineError.device` where the optimisers' state finds no memory.
  public init(
    augmentor: Augmentor, discriminator: Discriminator, learner: RepresentationLearner,
    losses: LossSettings, adam: AdamSettings, adamOfLearner: AdamSettings? = nil
  ) throws(EngineError) {
    self.augmentor = augmentor
    self.discriminator = discriminator
    self.learner = learner
    self.losses = losses
    learnerAdam = try Adam(of: learner, settings: adamOfLearner ?? adam)
    discriminatorAdam = try Adam(of: discriminator, settings: adam)
    augmentorAdam = try Adam(of: augmentor, settings: adam)
  }

  /// One iteration: the four phases in order, with new noise for each augmentation.
  ///
  /// - Throws: what `random` throws; `EngineError.shape` where the pictures do not fit the
  ///   networks, `.device` where memory is short or the device fails.
  public func step(_ batch: TripletPictures, _ random: any RandomSource) throws(EngineError)
    -> Losses
  {
    let rep = try trainRepresentationLearner(batch, random)
    let dis = try trainDiscriminator(original: batch.anchor, batch.positive, random)
    // Without L_VAR (the ablation of section 3.2.3) there is no phase 3: a step on zero gradients
    // would still move the weights by Adam's momentum.
    let variance = losses.variance == 0 ? nil : try trainVariance(batch.positive, random)
    let (gen, emo, bal) = try trainEmotionPreservation(batch, random)
    return Losses(
      rep: rep.mean, dis: dis, gen: gen, emo: emo.mean, bal: bal.mean, var: variance,
      active: try Active(rep: rep.activeShare(), emo: emo.activeShare(), bal: bal.activeShare()))
  }

  /// Phase 1: the representation learner by L_REP (eq. 2), on originals.
  ///
  /// - Returns: the loss before its weight, still on the device.
  /// - Throws: what `random` throws; `EngineError.shape` where the pictures do not fit the
  ///   networks, `.device` where memory is short or the device fails.
  package func trainRepresentationLearner(_ batch: TripletPictures, _ random: any RandomSource)
    throws(EngineError) -> TripletLoss
  {
    let all = try Pictures(joining: [batch.anchor, batch.positive, batch.negative])
    let r = try learner(all, .training(random)).chunks(3)
    let loss = try emotionTripletLoss(
      anchor: r[0], positive: r[1], negative: r[2], margin: Float(losses.margin))
    try learnerAdam.minimize(sumOf: [(Float(losses.representation), loss.mean)], over: random.share)
    return loss.detached
  }

  /// Phase 2: the discriminator by eq. 1, the augmentor frozen.
  ///
  /// - Returns: the loss before its weight, still on the device.
  /// - Throws: what `random` throws; `EngineError.shape` where the pictures do not fit the
  ///   networks, `.device` where memory is short or the device fails.
  package func trainDiscriminator(
    original: Pictures, _ x: Pictures, _ random: any RandomSource
  ) throws(EngineError) -> Tensor {
    let augmented = try augmentor(x, augmentor.draw(for: x, random), .frozen(random))
    let logits = try discriminator(original + x.with(augmented), .training(random)).chunks(2)
    let loss = try discriminatorLoss(original: logits[0], augmented: logits[1])
    try discriminatorAdam.minimize(sumOf: [(Float(losses.adversarial), loss)], over: random.share)
    return loss.detached
  }

  /// Phase 3: the augmentor by L_VAR (eq. 5): two augmentations of one picture are to differ. The
  /// representation learner is frozen.
  ///
  /// - Returns: the loss before its weight, still on the device.
  /// - Throws: what `random` throws; `EngineError.shape` where the pictures do not fit the
  ///   networks, `.device` where memory is short or the device fails.
  package func trainVariance(_ x: Pictures, _ random: any RandomSource) throws(EngineError)
    -> Tensor
  {
    let draws = try augmentor.draw(for: x, random) + augmentor.draw(for: x, random)
    let twice = try x + x
    let augmented = try augmentor(twice, draws, .training(random))
    let r = try learner(twice.with(augmented), .frozen(random)).chunks(2)
    let loss = try varianceLoss(r[0], r[1])
    try augmentorAdam.minimize(sumOf: [(Float(losses.variance), loss)], over: random.share)
    return loss.detached
  }

  /// Phase 4: the augmentor by the discriminator's verdict (eq. 1), L_EMO (eq. 3) and L_BAL (eq.
  /// 6), the same augmented positive in all three; discriminator and representation learner are
  /// frozen.
  ///
  /// - Returns: the losses before their weights, still on the device.
  /// - Throws: what `random` throws; `EngineError.shape` where the pictures do not fit the
  ///   networks, `.device` where memory is short or the device fails.
  package func trainEmotionPreservation(_ batch: TripletPictures, _ random: any RandomSource)
    throws(EngineError) -> (gen: Tensor, emo: TripletLoss, bal: TripletLoss)
  {
    let draws =
      try augmentor.draw(for: batch.positive, random) + augmentor.draw(for: batch.negative, random)
    let pair = try batch.positive + batch.negative
    let augmented = try augmentor(pair, draws, .training(random))
    let positive = try augmented.chunks(2)[0]

    let original = try learner(batch.anchor + batch.negative, .frozen(random)).chunks(2)
    let r = try learner(pair.with(augmented), .frozen(random)).chunks(2)
    let gen = try generatorLoss(
      augmented: discriminator(batch.positive.with(positive), .frozen(random)))
    let emo = try emotionTripletLoss(
      anchor: original[0], positive: r[0], negative: original[1], margin: Float(losses.margin))
    let bal = try emotionTripletLoss(
      anchor: original[0], positive: r[0], negative: r[1], margin: Float(losses.margin))
    try augmentorAdam.minimize(
      sumOf: [
        (Float(losses.adversarial), gen), (Float(losses.emotion), emo.mean),
        (Float(losses.balance), bal.mean),
      ], over: random.share)
    return (gen.detached, emo.detached, bal.detached)
  }
}

extension TripletGAN {
  /// The losses of one iteration before their weights, still on the device: nothing waits for them
  /// until they are read.
  public struct Losses {
    /// L_REP (eq. 2), the discriminator's and the augmentor's by eq. 1, L_EMO (eq. 3) and L_BAL
    /// (eq. 6).
    public let rep, dis, gen, emo, bal: Tensor
    /// L_VAR (eq. 5); nil where phase 3 is left out.
    public let `var`: Tensor?
    /// How many of the triplets still guide.
    public let active: Active

    /// In the order of the phases.
    public var byName: StepLosses {
      let variance = self.var.map { [(name: "var", loss: $0)] } ?? []
      return [("rep", rep), ("dis", dis)] + variance + [("gen", gen), ("emo", emo), ("bal", bal)]
    }
  }

  /// The shares of one iteration's triplets whose loss is above 0, by the loss (eq. 2, 3 and 6). Where none
  /// of L_EMO and L_BAL is, the augmentor is not guided by emotion.
  public struct Active {
    public let rep, emo, bal: Tensor

    /// In the order of the phases.
    public var byName: StepLosses {
      [("repActive", rep), ("emoActive", emo), ("balActive", bal)]
    }
  }
}
