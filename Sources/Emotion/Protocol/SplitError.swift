/// Why a corpus cannot be split as asked.
public enum SplitError: Error, Equatable, Sendable {
  /// Some utterances have no speaker.
  case unknownSpeakers(count: Int)
  /// The same, where each recording may stand alone and the number of folds is not said.
  case foldsOfUnknown(count: Int)
  /// The column of the corpus's own division names no training or no test part.
  case noSplit(found: [String])
  /// A table of folds names none of the recordings.
  case noFolds(table: String, example: String)
  /// A table of folds names a file that may be several recordings.
  case ambiguousFile(table: String, file: String, recordings: [String])
  /// A table of folds has a single one.
  case oneFold(table: String, name: String)
  /// A single speaker leaves nobody to test on.
  case tooFewSpeakers(count: Int)
  /// Folds beyond the number of speakers, or fewer than two.
  case folds(asked: Int, speakers: Int)
  /// A speaker to hold out is not in the corpus, or all of them are held out.
  case heldOut(asked: [String], known: [String])
  /// A speaker to test on is not in the corpus.
  case noSpeaker(asked: String, known: [String])
  /// A list of speakers leaves one empty.
  case emptySpeaker(list: String)
  /// The training part of a fold has no utterance of some classes.
  case missingClasses(fold: String, classes: [String])
  /// It has none any more once all classes but neutral are cut to a fraction.
  case cutToNone(fold: String, classes: [String], fraction: Double)
  /// Whole speakers are to be held out, and of some utterances nobody knows who speaks.
  case unknownSpeakersToHoldOut(count: Int)
  /// No speaker of a training part can be held out whole.
  case noSpeakerToHoldOut(part: String)
}

extension SplitError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unknownSpeakers(let count):
      "\(count) utterances have no speaker, and test and training must not share one; "
        + "fill the manifest's column \"speaker\", or take each of them for a speaker of its own with "
        + "--set experiment.unknownSpeakers=alone."
    case .foldsOfUnknown(let count):
      "\(count) utterances have no speaker, and there is no fold for each; say how many folds there "
        + "are with --folds 5."
    case .noSplit(let found):
      found.isEmpty
        ? "The manifest has no column \"split\" that says which recordings are for training and "
          + "which for test; add one with train, dev and test."
        : "The manifest's column \"split\" names \(found.inShort) where train and "
          + "test are needed, and dev may be; rename them, or give numbered folds with --folds."
    case .noFolds(let table, let example):
      "\(table) names none of the recordings; it should name files as in \(example)."
    case .ambiguousFile(let table, let file, let recordings):
      "\(table) names \(file), which may be \(recordings.inShort); write whole paths, or paths from the "
        + "table's folder, or add the column corpus where it tells them apart."
    case .oneFold(let table, let name):
      "\(table) has the single fold \(name) for these recordings, and two are needed, for one is "
        + "tested on what the others train; name more."
    case .tooFewSpeakers(let count):
      "The corpus has \(count) speaker\(count == 1 ? "" : "s") where at least 2 are needed, one to "
        + "train on and one to test on; add recordings of others."
    case .folds(let asked, let speakers):
      "\(asked) folds cannot be made of \(speakers) speakers; choose from 2 to \(speakers)."
    case .heldOut(let asked, let known):
      "The speakers \(asked.inShort) cannot be kept for the test where the corpus has "
        + "\(known.inShort); name some of these, and not all."
    case .noSpeaker(let asked, let known):
      "No tested recording is of the speaker \(asked); there are \(known.inShort)."
    case .emptySpeaker(let list):
      "\"\(list)\" leaves a speaker empty before, after or between commas; write for example 03,08."
    case .missingClasses(let fold, let classes):
      "The training part of fold \(fold) has no recording of \(classes.inShort), "
        + "so that nothing could learn \(classes.count == 1 ? "it" : "them"); choose other --classes or "
        + "another division."
    case .cutToNone(let fold, let classes, let fraction):
      "Cut to \(fraction) of each class (experiment.keepFraction), the training part of fold \(fold) has "
        + "no recording of \(classes.inShort) any more; keep more of each with "
        + "--set experiment.keepFraction=…, or choose other --classes."
    case .unknownSpeakersToHoldOut(let count):
      "\(count) utterance\(count == 1 ? " has" : "s have") no speaker, and whole speakers are to be held out; "
        + "fill the manifest's column \"speaker\", set holdOutBy to recording, or take each of them for a speaker "
        + "of its own with --set experiment.unknownSpeakers=alone."
    case .noSpeakerToHoldOut(let part):
      "Of the training part \"\(part)\" no speaker can be held out without a class that is then missing; set "
        + "holdOutBy to recording."
    }
  }
}
