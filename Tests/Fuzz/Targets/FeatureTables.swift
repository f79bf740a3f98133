import Files
import Foundation
import Speech

extension FuzzTarget {
  /// `table.csv` and `table.csv.json`.
  static let featureCSV = FuzzTarget("feature-csv") { input in
    try rewrite(try FeatureTable(contentsOf: input.files().appending(path: "table.csv")), input)
  }

  static let featureARFF = FuzzTarget("feature-arff") { input in
    try rewrite(try FeatureTable(contentsOf: input.file("table.arff")), input)
  }

  /// The members `features.npy`, `names.npy`, `files.npy`, `labels.npy` and `kind.npy`.
  static let featureNPZ = FuzzTarget("feature-npz") { input in
    try rewrite(try FeatureTable(contentsOf: input.archive("table.npz")), input)
  }

  /// `tensors` with `features`, and `names`, `files`, `labels` and `kind`.
  static let featureSafetensors = FuzzTarget("feature-safetensors") { input in
    try rewrite(try FeatureTable(contentsOf: input.tensors("table.safetensors")), input)
  }

  /// A table is the same in every form that can be read.
  private static func rewrite(_ table: FeatureTable, _ input: FuzzInput) throws {
    for format in FeatureFormat.allCases where format != .npy {
      let url = input("again.\(format.rawValue)")
      try table.write(to: url)
      let again: FeatureTable
      do throws(FileError) {
        again = try FeatureTable(contentsOf: url)
      } catch {
        throw Finding(what: "what was written as \(format) is refused: \(error)")
      }
      try Finding.unlessEqual(again, table, "the table is written otherwise as \(format)")
    }
  }
}
