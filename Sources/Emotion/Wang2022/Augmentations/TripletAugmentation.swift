import Training

/// Variants by the triplet-guided augmentor, which is trained on the whole training part of the
/// fold.
struct TripletAugmentation: RowAugmentation {
  /// The weights of the augmentor's losses.
  let losses: LossSettings

  init(_ losses: LossSettings) { self.losses = losses }

  func copies(
    _ count: Int, of utterances: [Utterance], in fold: PictureFold, by trainer: Trainer,
    part: String
  ) throws -> [Utterance] {
    let augmentor = try trainer.trainTripletGAN(
      fold.training, heldOut: fold.heldOut, losses: losses, scale: fold.scale,
      seed: fold.seed, part: "\(part)-augmentor"
    ).augmentor
    try trainer.keep(
      augmentor, as: .augmentor, scale: fold.scale, learnt: fold.training,
      seed: fold.seed, part: "\(part)-augmentor")
    let observer = trainer.observer
    observer.begin("\(part), augmenting", steps: utterances.count * count, done: 0)
    let copies = try Augmentation(
      augmentor, padding: fold.scale.padding, seed: fold.seed, on: trainer.kernels
    ).variants(count, of: utterances) { done in
      observer.advance(to: done, "")
      return !observer.isStopRequested
    }
    guard copies.count == utterances.count * count else { throw TrainingInterrupted(part: part) }
    return copies
  }
}
