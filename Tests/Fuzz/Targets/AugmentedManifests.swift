import Emotion
import Files
import Foundation
import Speech

extension FuzzTarget {
  /// `manifest.csv`, `manifest.csv.json` and pictures.
  static let augmentedManifest = FuzzTarget("augmented-manifest") { input in
    let url = try input.files().appending(path: "manifest.csv")
    _ = try PictureSidecar(of: url)
    let manifest = try AugmentedManifest(contentsOf: url)
    for row in manifest.rows { _ = try NPYArray(contentsOf: row.picture) }
    try manifest.write(to: input("again.csv"))
  }

  /// `table.csv`, `table.csv.json` and `table.csv.labels.csv`.
  static let syntheticVectors = FuzzTarget("synthetic-vectors") { input in
    let vectors = try SyntheticVectors(
      contentsOf: input.files().appending(path: "table.csv"))
    _ = vectors.sources
  }
}
