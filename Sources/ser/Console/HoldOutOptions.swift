import ArgumentParser
import Emotion

/// Whom a single training leaves out.
struct HoldOutOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Speakers to keep out of training, with commas; a classifier is tested on them.",
      valueName: "speakers"))
  var holdOutSpeakers: String?

  /// Options that decide the result beside the settings.
  var further: [String: String] {
    holdOutSpeakers.map { ["--hold-out-speakers": $0] } ?? [:]
  }

  /// What is trained on and, where speakers are held out, what is tested.
  ///
  /// - Throws: `SplitError`.
  func fold(of labelled: [LabelledUtterance]) throws -> Fold {
    try holdOutSpeakers.map {
      try Fold.holdingOut($0.split(separator: ",").map(String.init), of: labelled)
    } ?? Fold(name: "all", training: labelled.map(\.id), test: [])
  }
}
