import Foundation

extension CorpusProblem {
  /// Values of a column that differ in case or blanks only: `Angry` and `angry` are two classes, and
  /// `Anna` and `anna` two people.
  static func spellings(in recordings: [Recording]) -> [CorpusProblem] {
    let columns: [(name: String, value: (Recording) -> String)] = [
      ("emotion", \.emotion), ("speaker", \.speaker), ("gender", \.gender), ("session", \.session),
      ("language", \.language), ("corpus", \.corpus), ("split", { $0.further["split"] ?? "" }),
    ]
    return columns.flatMap { name, value in
      variants(of: recordings.map(value)).map { variants in
        let counts = variants.map { "\"\($0.value)\" (\($0.count))" }.joined(separator: " and ")
        return CorpusProblem(
          .spelling,
          "the column \(name) has \(counts), which differ in case or blanks only; write them alike"
            + (name == "emotion"
              ? ", or rename with --map \"\(variants[1].value)=\(variants[0].value)\"" : ""))
      }
    }
  }

  /// The groups of values that differ in case or blanks only, the most frequent first in each.
  static func variants(of values: [String]) -> [[(value: String, count: Int)]] {
    let counts = Dictionary(values.map { ($0, 1) }, uniquingKeysWith: +)
    return Dictionary(grouping: counts) { folded($0.key) }.filter { $0.value.count > 1 }
      .sorted { $0.key < $1.key }
      .map { group in
        // Of as many, that in small letters.
        group.value.sorted { ($0.value, $0.key) > ($1.value, $1.key) }
          .map { (value: $0.key, count: $0.value) }
      }
  }

  private static func folded(_ value: String) -> String {
    value.lowercased().filter { !$0.isWhitespace }
  }
}
