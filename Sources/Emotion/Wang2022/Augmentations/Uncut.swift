/// Nothing is added and nothing was taken away: the corpus before it was cut, which shows what the cut costs
/// and so how much of that an augmentation gives back.
struct Uncut: RowAugmentation {
  let isCut = false

  func copies(
    _ count: Int, of utterances: [Utterance], in fold: PictureFold, by trainer: Trainer,
    part: String
  ) -> [Utterance] { [] }
}

extension Baseline {
  public static let uncut = Baseline("uncut", "no copies: all recordings, before the cut") { _ in
    Uncut()
  }
}
