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
    guard file.pathExtension.lowercased() == "csv",
      let header = try? CSVReader(contentsOf: file).header
    else { return false }
    let names = header.map { $0.trimmingCharacters(in: .whitespaces).lowercased() }
    return names.contains("file") && names.contains("emotion")
  }

  /// How files of a form begin.
  private static let marks: [String: [UInt8]] = [
    "npy": [0x93] + Array("NUMPY".utf8), "npz": Array("PK".utf8), "png": [0x89] + Array("PNG".utf8),
    "wav": Array("RIFF".utf8), "flac": Array("fLaC".utf8),
    // The first field of the message, the version.
    "onnx": [0x08],
  ]

  /// Whether a file begins as those that this program writes with an ending; so does every file where nothing
  /// is known of how they begin. A table of ours has a column of files.
  static func hasForm(_ ending: String, _ file: URL) -> Bool {
    guard let input = try? InputFile(file),
      let head = try? input.bytes(at: 0, count: min(input.size, longestHead))
    else { return true }
    switch ending {
    case "csv":
      guard let header = try? CSVReader(contentsOf: file).header else { return false }
      return header.contains { $0.trimmingCharacters(in: .whitespaces).lowercased() == "file" }
    case "json":
      // As JSONFile writes it; other programs put no blank before the colon.
      let text = String(decoding: head, as: UTF8.self)
      return (text.hasPrefix("{\n  \"") && text.contains("\" : ")) || text.hasPrefix("[\n")
    case "arff":
      return String(decoding: head, as: UTF8.self).lowercased().contains("@relation")
    case "safetensors":
      return head.dropFirst(8).first == UInt8(ascii: "{")
    default:
      return marks[ending].map { head.starts(with: $0) } ?? true
    }
  }

  /// In bytes.
  private static let longestHead = 1 << 16

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
