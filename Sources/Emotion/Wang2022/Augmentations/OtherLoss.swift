/// Nothing is added: the classifier is trained by another loss.
struct OtherLoss: RowAugmentation {
  let change: @Sendable (inout ObjectiveSettings) -> Void

  func copies(
    _ count: Int, of utterances: [Utterance], in fold: PictureFold, by trainer: Trainer,
    part: String
  ) -> [Utterance] { [] }

  func objective(_ settings: ObjectiveSettings) -> ObjectiveSettings {
    var settings = settings
    change(&settings)
    return settings
  }
}

extension Baseline {
  static let weighted = Baseline("weighted", "no copies: rare classes count as much as others") {
    _ in OtherLoss { $0.classWeights = .balanced }
  }

  static let focal = Baseline("focal", "no copies: what is well recognised counts little") { _ in
    OtherLoss { $0.focus = 2 }
  }

  static let smoothing = Baseline("smoothing", "no copies: labels of which nobody is certain") {
    _ in OtherLoss { $0.labelSmoothing = 0.1 }
  }
}
