import ArgumentParser
import Emotion
import Speech

/// Whom a single training leaves out.
struct HoldOutOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Speakers to keep out of training, with commas; a classifier is tested on them.",
      valueName: "speakers"))
  var holdOutSpeakers: String?

  @Flag(
    help: ArgumentHelp(
      "Divide as the manifest's column split says: train, dev, to which early stopping listens, and test."
    ))
  var split = false

  func validate() throws {
    if split && holdOutSpeakers != nil {
      throw ValidationError("--split says what is tested on; leave --hold-out-speakers away.")
    }
  }

  /// Options that decide the result beside the settings.
  var further: [String: String] {
    (holdOutSpeakers.map { ["--hold-out-speakers": $0] } ?? [:])
      .merging(split ? ["--split": "true"] : [:]) { $1 }
  }

  /// The corpus and its fold: what is trained on and, where something is held out, what is tested.
  ///
  /// - Throws: `SplitError` where it cannot be divided so, or the training part lacks a class.
  func divide<Divided: TestedCorpus>(
    _ corpus: Divided, of manifest: Manifest
  ) throws -> (corpus: Divided, fold: Fold) {
    let corpus = try split ? DivisionOptions.apply(.split, to: corpus, of: manifest) : corpus
    let labelled = corpus.labelled
    let fold =
      if split {
        try OwnSplit(of: labelled).fold
      } else if let holdOutSpeakers {
        try Fold.holdingOut(SpeakerList(holdOutSpeakers), of: labelled)
      } else {
        Fold(name: "all", training: labelled.map(\.id), test: [])
      }
    try corpus.requireAllClasses(in: [fold])
    return (corpus, fold)
  }
}
