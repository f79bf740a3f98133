/// Labels that say that a recording has no emotion, or that nobody knows which.
enum LabelDoubts {
  /// Words that do, beside those that stand for no value: those of IEMOCAP for no agreement and for another
  /// emotion among them.
  private static let unknown: Set<String> = [
    "unknown", "unk", "unspecified", "undefined", "unlabelled", "unlabeled", "xxx", "oth",
    "no agreement",
    "no_agreement",
  ]

  static func isDoubtful(_ label: String) -> Bool {
    MissingWord.is(label) || unknown.contains(label.lowercased())
  }

  /// What is doubtful, a sentence each.
  static func sentences(on labels: [String]) -> [String] {
    Dictionary(labels.map { ($0, 1) }, uniquingKeysWith: +).filter { isDoubtful($0.key) }
      .sorted { $0.key < $1.key }
      .map { label, count in
        "The label \"\(label)\" (\(count)) counts as an emotion, though it seems to say that none is known; "
          + "leave it out with --classes, or rename it with --map."
      }
  }
}
