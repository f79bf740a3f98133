import Random
import Speech

/// The same picture again: a class of few utterances is seen as often as the others.
struct PlainCopies: PictureAugmentation {
  let stream = "copy"

  func variant(of picture: LogMel, using generator: inout SeededGenerator) -> LogMel { picture }
}

extension Baseline {
  public static let copy = Baseline("copy", "the same recordings again") { _ in PlainCopies() }
}
