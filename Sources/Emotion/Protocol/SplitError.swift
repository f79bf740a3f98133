/// Why a corpus cannot be split as asked.
public enum SplitError: Error, Equatable, Sendable {
  /// Some utterances have no speaker.
  case unknownSpeakers(count: Int)
  /// A single speaker leaves nobody to test on.
  case tooFewSpeakers(count: Int)
  /// Folds beyond the number of speakers, or fewer than two.
  case folds(asked: Int, speakers: Int)
  /// A speaker to hold out is not in the corpus, or all of them are held out.
  case heldOut(asked: [String], known: [String])
  /// The training part of a fold has no utterance of some classes.
  case missingClasses(fold: String, classes: [String])
}

extension SplitError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unknownSpeakers(let count):
      "\(count) utterances have no speaker, and test and training must not share one; "
        + "fill the manifest's column \"speaker\"."
    case .tooFewSpeakers(let count):
      "The corpus has \(count) speaker\(count == 1 ? "" : "s") where at least 2 are needed, one to "
        + "train on and one to test on; add recordings of others."
    case .folds(let asked, let speakers):
      "\(asked) folds cannot be made of \(speakers) speakers; choose from 2 to \(speakers)."
    case .heldOut(let asked, let known):
      "The speakers \(asked.joined(separator: ", ")) cannot be held out of "
        + "\(known.joined(separator: ", ")); name some of these, and not all."
    case .missingClasses(let fold, let classes):
      "The training part of fold \(fold) has no recording of \(classes.joined(separator: ", ")), "
        + "which nothing can learn then; choose other --classes or another experiment.folds."
    }
  }
}
