import Foundation
import Speech
import TestSupport

/// Feature tables of two recordings, and their texts.
enum SmallTables {
  static let names = Emobase2010.Variant.emobase2010.names

  /// Two rows of 1582 numbers, some of them awkward to write.
  static func table(
    _ kind: FeatureKind = .is10(.emobase2010, sampleRate: 16_000),
    files: [String] = ["a.wav", "b c'd.wav"],
    labels: [String]? = nil
  ) -> FeatureTable {
    let names = Emobase2010.Variant(rawValue: kind.variant)?.names ?? ["x", "y"]
    let values = (0..<files.count * names.count).map { (index: Int) -> Float in
      Float(index % 97) * 0.1 - 3e-8 * Float(index)
    }
    return FeatureTable(kind: kind, names: names, files: files, values: values, labels: labels)
  }

  /// A CSV of two rows after `change`, its fields as lists.
  static func csv(
    separator: String = ",", header: [String] = ["file"], rows: [[String]] = [["a"], ["b"]],
    _ change: (inout [[String]]) -> Void = { _ in }
  ) -> Data {
    var lines = [header + names] + rows.map { $0 + names.indices.map { "\(Float($0) / 8)" } }
    change(&lines)
    return Data(lines.map { $0.joined(separator: separator) + "\n" }.joined().utf8)
  }
}
