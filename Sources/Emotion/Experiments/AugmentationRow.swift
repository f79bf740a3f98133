import Engine

/// A row of a table that compares augmentations.
public struct AugmentationRow: Sendable {
  public let name: String
  /// What the names of its parts of a run have of it.
  let part: String
  let augmentation: RowAugmentation

  /// - Parameter part: a name for checkpoints and metrics; the row's by default.
  public init(_ name: String, part: String? = nil, _ augmentation: RowAugmentation) {
    self.name = name
    self.part = part ?? name
    self.augmentation = augmentation
  }

  /// Table 2: without and with augmentation, and what else is asked for between these.
  public static func imbalance(_ configuration: Configuration) -> [AugmentationRow] {
    let settings = configuration.experiment
    return [AugmentationRow("NoAUG", .none)] + settings.baselines.map { $0.row(settings) }
      + [AugmentationRow("AUG", .triplet(configuration.losses))]
  }

  /// Table 3: the augmentor without L_VAR and L_BAL, with the first, with both.
  public static func ablation(_ configuration: Configuration) -> [AugmentationRow] {
    var model = configuration.losses
    (model.variation, model.balance) = (0, 0)
    var varied = configuration.losses
    varied.balance = 0
    return [
      AugmentationRow("NoAUG", .none), AugmentationRow("Model", .triplet(model)),
      AugmentationRow("Model+VAR", .triplet(varied)),
      AugmentationRow("Total", .triplet(configuration.losses)),
    ]
  }
}

/// What a row adds to the training utterances.
public enum RowAugmentation: Sendable {
  case none
  /// Variants by the triplet-guided augmentor, trained with these weights of its losses.
  case triplet(LossSettings)
  case plain(PlainAugmentation)
  /// Copies, so that the classes are as frequent as in the other rows, and batches whose segments are
  /// mixed with one another (Zhang et al. 2018).
  case mixup(Mixup)
  /// Segments by the balancing GAN, as many as copies would have.
  case balancingGAN

  /// How the classifier mixes its batches, if it does.
  var mixup: Mixup? {
    if case .mixup(let mixup) = self { mixup } else { nil }
  }

  /// `count` copies of each of some utterances.
  ///
  /// - Parameter data: the fold, on whose whole training part an augmentor is trained.
  /// - Throws: `TrainingInterrupted`, `EngineError`.
  func copies(
    _ count: Int, of utterances: [Utterance], in data: FoldData, trainer: Trainer, seed: UInt64,
    part: String
  ) throws -> [Utterance] {
    switch self {
    case .none: return []
    case .plain(let augmentation):
      return augmentation.variants(
        count, of: utterances, settings: trainer.configuration.augmentor, seed: seed)
    case .mixup:
      return PlainAugmentation.copy.variants(
        count, of: utterances, settings: trainer.configuration.augmentor, seed: seed)
    case .balancingGAN:
      return try trainer.balancingSegments(
        count, of: utterances, learningFrom: data.training, padding: data.padding, seed: seed,
        parts: (autoencoder: "\(part)-autoencoder", gan: "\(part)-gan"))
    case .triplet(let losses):
      let augmentor = try trainer.trainAugmentor(
        data.training, losses: losses, padding: data.padding, seed: seed,
        part: "\(part)-augmentor")
      return try trainer.variants(
        count, of: utterances, by: augmentor, padding: data.padding, seed: seed, part: part)
    }
  }
}

extension Trainer {
  /// Variants of utterances by a trained augmentor, with progress.
  ///
  /// - Throws: `TrainingInterrupted` where it is to stop.
  fileprivate func variants(
    _ count: Int, of utterances: [Utterance], by augmentor: Augmentor, padding: Float,
    seed: UInt64, part: String
  ) throws -> [Utterance] {
    observer.begin("\(part), augmenting", steps: utterances.count * count, done: 0)
    let copies = try Augmentation(augmentor, padding: padding, seed: seed, on: kernels)
      .variants(count, of: utterances) { done in
        observer.advance(to: done, "")
        return !observer.isStopRequested
      }
    guard copies.count == utterances.count * count else { throw TrainingInterrupted(part: part) }
    return copies
  }
}
