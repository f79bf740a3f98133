import ArgumentParser
import Emotion
import Speech

/// What becomes of recordings that cannot be read.
struct ReadingOptions: ParsableArguments {
  @Flag(help: "Go on without recordings that cannot be read, and say which they are.")
  var skipUnreadable = false

  /// Options that decide the result beside the settings.
  var further: [String: String] { skipUnreadable ? ["--skip-unreadable": "true"] : [:] }
}
