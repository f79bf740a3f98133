/// Copies, so that the classes are as frequent as in the other rows, and batches whose segments are
/// mixed with one another (Zhang et al. 2018).
struct SegmentMixup: RowAugmentation {
  let mixup: Mixup?

  func copies(
    _ count: Int, of utterances: [Utterance], in fold: PictureFold, by trainer: Trainer,
    part: String
  ) -> [Utterance] {
    PlainCopies().variants(count, of: utterances, seed: fold.seed)
  }
}

extension Baseline {
  static let mixup = Baseline("mixup", "segments mixed with one another") { configuration in
    SegmentMixup(mixup: Mixup(alpha: configuration.experiment.mixupAlpha))
  }
}
