import Emotion
import Foundation
import Speech

extension OutputOptions {
  /// The recordings of certain classes with their pictures; progress and warnings go to standard
  /// error.
  ///
  /// - Throws: as `PreparedCorpus`, and `CancellationError` where the user wishes to stop.
  func prepare(
    _ manifest: URL, classes: PreparedCorpus.Classes, rules: [String], frontEnd: MelConfiguration,
    reading: ReadingOptions
  ) async throws -> PreparedCorpus {
    let bar = progressBar("features", total: 0, unit: "recordings")
    let prepared = try await Interrupt.cancelling {
      try await PreparedCorpus(
        manifest, classes: classes, rules: rules, frontEnd: frontEnd,
        skippingUnreadable: reading.skipUnreadable
      ) { bar.update($0, of: $1) }
    }
    bar.finish()
    for warning in prepared.warnings { warn(warning) }
    return prepared
  }
}

/// A sentence on standard error that stops nothing.
func warn(_ sentence: String) {
  ProgressBar.writeToStandardError("warning: \(sentence)\n")
}
