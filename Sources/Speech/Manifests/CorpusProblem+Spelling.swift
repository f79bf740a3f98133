import Foundation

extension CorpusProblem {
  /// Values of a column that differ in case, blanks, separators or look-alike letters only: `Angry` and
  /// `angry` are two classes, and `Anna` and `anna` two people.
  static func spellings(in recordings: [Recording]) -> [CorpusProblem] {
    let columns: [(name: String, value: (Recording) -> String)] = [
      ("emotion", \.emotion), ("gender", \.gender), ("session", \.session),
      ("language", \.language), ("split", { $0.further["split"] ?? "" }),
    ]
    return columns.flatMap { name, value in
      SpellingVariants.groups(of: recordings.map(value)).map { variants in
        let counts = variants.map { "\"\($0.value)\" (\($0.count))" }.joined(separator: " and ")
        return CorpusProblem(
          .spelling,
          "the column \(name) has \(counts), which differ in \(SpellingVariants.differences) only; "
            + "write them alike"
            + (name == "emotion"
              ? ", or rename with --map \"\(variants[1].value)=\(variants[0].value)\"" : ""))
      }
    }
  }
}
