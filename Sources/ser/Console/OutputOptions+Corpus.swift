import Emotion
import Foundation
import Speech

extension OutputOptions {
  /// The recordings of certain classes with their pictures; progress and warnings go to standard
  /// error.
  ///
  /// - Parameters:
  ///   - repeated: what becomes of recordings that have the sound of another.
  ///   - rows: those that the command wants, of which the user may want some alone.
  /// - Throws: as `PreparedCorpus`, and `CancellationError` where the user wishes to stop.
  func prepare(
    _ manifest: URL, classes: PreparedCorpus.Classes, rules: [String], frontEnd: MelConfiguration,
    repeated: CorpusSettings.Repeated = .keep, reading: ReadingOptions, rows: RowSelection = .all
  ) async throws -> PreparedCorpus {
    let rows = try rows.and(reading.rows())
    let bar = progressBar("features", total: 0, unit: "recordings")
    let prepared = try await Interrupt.cancelling {
      try await PreparedCorpus(
        manifest, classes: classes, rules: rules, frontEnd: frontEnd, repeated: repeated,
        skippingUnreadable: reading.skipUnreadable, rows: rows
      ) { bar.update($0, of: $1) }
    }
    bar.finish()
    tell(prepared.warnings)
    return prepared
  }

  /// Warnings on standard error, but where the process that started this one told them already.
  func tell(_ warnings: [String]) {
    if !reportsToParent { warnings.forEach(warn) }
  }
}

/// A sentence on standard error that stops nothing.
func warn(_ sentence: String) {
  StandardStreams.say("warning: \(sentence)\n")
}
