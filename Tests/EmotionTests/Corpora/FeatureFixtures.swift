import Emotion
import Foundation
import Speech

/// Twenty-four recordings of two classes by three speakers, whose features tell the classes apart.
enum FeatureFixtures {
  static let kind = FeatureKind(set: "toy", variant: "1", sampleRate: 16_000)
  static let width = 6

  static let recordings = (0..<24).map { number in
    Recording(
      // Two digits, so that the order of the paths is that of the numbers.
      url: URL(filePath: "/toy/\(number < 10 ? "0" : "")\(number).wav"),
      emotion: ["angry", "sad"][number % 2],
      speaker: "s\(number % 3)")
  }

  static let table = FeatureTable(
    kind: kind, names: (0..<width).map { "f\($0)" },
    // In another order than the recordings.
    files: recordings.reversed().map(\.url.path),
    values: recordings.indices.reversed().flatMap { vector($0) })

  static func vector(_ number: Int) -> [Float] {
    (0..<width).map { column in
      let side: Float = number % 2 == 0 ? 1 : -1
      return side * Float(column + 1) + 0.3 * sin(Float(7 * number + column)) + Float(number % 3)
    }
  }

  static func corpus(
    _ recordings: [Recording] = recordings, table: FeatureTable = table,
    skippingMissing isSkipping: Bool = false
  ) throws(CorpusError) -> FeatureCorpus {
    try FeatureCorpus(
      ClassSelection(classes: ["angry", "sad"])(recordings), features: table, source: "toy.csv",
      skippingMissing: isSkipping)
  }
}
