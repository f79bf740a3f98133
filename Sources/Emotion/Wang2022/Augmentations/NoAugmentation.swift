/// The training utterances as they are.
struct NoAugmentation: RowAugmentation {
  func copies(
    _ count: Int, of utterances: [Utterance], in fold: PictureFold, by trainer: Trainer,
    part: String
  ) -> [Utterance] { [] }
}

extension AugmentationRow {
  /// What the others are compared with.
  static let noAugmentation = AugmentationRow("NoAUG", NoAugmentation())
}
