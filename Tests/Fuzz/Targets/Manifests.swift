import Emotion
import Foundation
import Speech

extension FuzzTarget {
  /// A manifest, also as the corpus `csv`: its classes and identities, and what is written of it.
  static let manifest = FuzzTarget("manifest") { input in
    let file = try input.file("manifest.csv")
    let manifest = try Manifest(contentsOf: file)
    let all = try ClassSelection()(manifest)
    try Finding.unlessEqual(
      all.items.count + all.leftOut.count, manifest.recordings.count, "recordings are lost")
    try Manifest.write(
      manifest.recordings, furtherColumns: manifest.furtherColumns, to: input("again.csv"))
    let again = try Manifest(contentsOf: input("again.csv")).recordings
    try Finding.unlessEqual(
      again.map(fields), manifest.recordings.map(fields), "the manifest is written otherwise")
    _ = try? ClassSelection(classes: ["angry", "sad"])(manifest)
    _ = try? CSVCorpus().read(file)
  }

  /// All that is known of a recording: the URL of a folder may end in a slash.
  private static func fields(_ recording: Recording) -> [String] {
    [
      recording.url.path, recording.emotion, recording.speaker, recording.gender,
      recording.session, recording.language, recording.corpus, recording.source?.path ?? "",
    ] + recording.further.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
  }

  static let folds = FuzzTarget("folds") { input in
    _ = try FoldTable(contentsOf: input.file("folds.csv"))
  }
}
