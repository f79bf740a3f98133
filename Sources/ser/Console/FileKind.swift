import Emotion
import Files
import Foundation
import Speech

/// What lies in an output's place, so that a slip of the pen, or of a shell that makes several names of
/// one, costs no recording and no model.
enum FileKind {
  /// By the endings of files, in small letters.
  private static let names = [
    "safetensors": "a file of tensors", "pt": "weights", "pth": "weights", "ckpt": "weights",
    "onnx": "a model", "npy": "an array", "npz": "arrays", "arff": "a table in ARFF",
    "csv": "a table", "tsv": "a table", "parquet": "a table", "json": "JSON", "jsonl": "JSON",
    "yaml": "YAML", "yml": "YAML", "png": "a picture", "svg": "a picture", "html": "a page",
  ]

  /// What a file is by its ending, where that is known and none of some.
  static func name(of file: URL, otherThan endings: [String]) -> String? {
    let ending = file.pathExtension.lowercased()
    if endings.contains(ending) { return nil }
    return SoundFormat.isSound(file) ? "a sound file" : names[ending]
  }

  /// Whether a file lists recordings with their emotions, as a manifest does that took hours by hand.
  static func isManifest(_ file: URL) -> Bool {
    guard file.pathExtension.lowercased() == "csv", let table = try? CSVTable(contentsOf: file)
    else { return false }
    return table.index(of: "file") != nil && table.index(of: "emotion") != nil
  }

  /// Whether a file is one that this program writes beside another of features or pictures.
  ///
  /// - Parameter ending: that of its name there.
  static func isCompanion(_ file: URL, as ending: String) -> Bool {
    switch ending {
    case "json":
      FeatureTable.isDescribed(by: file)
        || (try? JSONFile.read(PictureSidecar.self, from: file)) != nil
    case "csv": SyntheticVectors.areLabels(file)
    default: true
    }
  }

  /// Whether a file holds a network's weights, ours or others'.
  static func isWeights(_ file: URL) -> Bool {
    guard file.pathExtension.lowercased() == "safetensors",
      let tensors = try? SafetensorsFile(contentsOf: file, verifying: false)
    else { return false }
    return tensors.metadata["ser"] != nil || tensors.metadata["format"] != nil
      || tensors.names.contains { $0.hasSuffix(".weight") || $0.hasSuffix(".bias") }
  }
}
