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
    for (a, b) in zip(again, manifest.recordings) {
      try Finding.unlessEqual(a, b, "a recording is written otherwise")
    }
    _ = try ClassSelection(classes: ["angry", "sad"])(manifest)
    _ = try CSVCorpus().read(file)
  }

  static let folds = FuzzTarget("folds") { input in
    _ = try FoldTable(contentsOf: input.file("folds.csv"))
  }
}
