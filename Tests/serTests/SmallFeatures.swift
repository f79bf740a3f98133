import Files
import Foundation
import Speech
import TestSupport

/// A manifest of recordings that are not there, a table of their features, and settings with which an
/// experiment takes a second.
struct SmallFeatures {
  let folder: TemporaryFolder
  let program: Program

  private static let emotions = ["angry", "sad", "happy", "neutral"]

  init() throws {
    folder = try TemporaryFolder()
    program = Program(folder: folder.url)
    try write("m.csv", "f.csv", rows: Self.rows())
  }

  struct Row {
    var name: String
    var emotion: String
    var speaker: String
    var values: [Float]
  }

  /// Four classes by four speakers.
  static func rows(_ corpus: String = "a") -> [Row] {
    (0..<48).map { number in
      let (label, speaker) = (number % 4, number / 4 % 4)
      let values = (0..<10).map { column -> Float in
        (column % 4 == label ? 2 : 0) + 0.4 * sin(Float(number * 10 + column))
          + 0.2 * Float(speaker)
      }
      return Row(
        name: "\(corpus)\(number)", emotion: emotions[label], speaker: "sp\(speaker)",
        values: values)
    }
  }

  /// Writes a manifest and a table.
  func write(
    _ manifest: String, _ features: String, rows: [Row], set: String = "toy"
  ) throws {
    let list = ["file,emotion,speaker"] + rows.map { "\($0.name).wav,\($0.emotion),\($0.speaker)" }
    _ = try folder.write(Data(list.joined(separator: "\n").utf8), to: manifest)
    try FeatureTable(
      kind: FeatureKind(set: set, variant: "1"), names: (0..<10).map { "f\($0)" },
      files: rows.map { folder("\($0.name).wav").path }, values: rows.flatMap(\.values)
    ).write(to: folder(features))
  }

  static let settings =
    [
      "mixupGAN.hidden=[16,8]", "mixupGAN.discriminator=[8]", "mixupGAN.batch=16",
      "mixupGAN.pretrainingEpochs=10", "mixupGAN.epochs=10", "mixupGAN.learningRate=0.005",
      "dnn.hidden=16", "dnn.hiddenOfBoth=24", "dnn.learningRate=0.01", "dnn.epochs=30",
      "dnn.batch=16", "experiment.seeds=2", "experiment.folds=2",
    ].flatMap { ["--set", $0] } + ["--quiet"]

  /// Whether two files of the folder hold the same bytes.
  func isSame(_ a: String, _ b: String) throws -> Bool {
    try Data(contentsOf: folder(a)) == Data(contentsOf: folder(b))
  }
}
