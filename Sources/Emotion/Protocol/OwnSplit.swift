import Speech

/// A corpus's own division, as its manifest's column `split` has it.
public struct OwnSplit {
  /// Tests on the test part; early stopping listens to the development part, where there is one.
  public let fold: Fold
  /// The utterances that are in no part.
  let placeless: [Int]

  private enum Part { case training, development, test }

  /// - Throws: `SplitError.noSplit` where there is no training or no test part.
  public init(of utterances: [LabelledUtterance]) throws(SplitError) {
    func members(_ part: Part) -> [Int] { Self.members(of: part, among: utterances).map(\.id) }
    let (training, development, test) = (members(.training), members(.development), members(.test))
    guard !training.isEmpty, !test.isEmpty else {
      throw .noSplit(found: Set(utterances.map(\.split)).subtracting([""]).sorted())
    }
    fold = Fold(
      name: "test", training: training, test: test,
      development: development.isEmpty ? nil : development)
    let placed = Set(training + development + test)
    placeless = utterances.map(\.id).filter { !placed.contains($0) }
  }

  /// The utterances of the test part.
  static func tested(among utterances: [LabelledUtterance]) -> [LabelledUtterance] {
    members(of: .test, among: utterances)
  }

  /// What recordings have in the column that names no part, and how many have it; empty fields aside.
  static func unknownNames(in recordings: [Recording]) -> [String: Int] {
    let names = recordings.compactMap { $0.further[LabelledUtterance.splitColumn] }
    return Dictionary(names.filter { !$0.isEmpty }.map { ($0, 1) }, uniquingKeysWith: +)
      .filter { part($0.key.lowercased(), besideTest: true) == nil }
  }

  /// What the test parts of recordings are called, sorted; none where nothing is called a training part.
  static func testedNames(in recordings: [Recording]) -> [String] {
    let names = Set(recordings.compactMap { $0.further[LabelledUtterance.splitColumn] })
    let hasTest = names.contains { isTest($0.lowercased()) }
    func named(_ part: Part) -> [String] {
      names.filter { Self.part($0.lowercased(), besideTest: hasTest) == part }.sorted()
    }
    return named(.training).isEmpty ? [] : named(.test)
  }

  /// Whether a word names a part of a division.
  static func namesPart(_ word: String) -> Bool {
    part(word.lowercased(), besideTest: true) != nil
  }

  private static func members(
    of part: Part, among utterances: [LabelledUtterance]
  ) -> [LabelledUtterance] {
    let hasTest = utterances.contains { isTest($0.split.lowercased()) }
    return utterances.filter { Self.part($0.split.lowercased(), besideTest: hasTest) == part }
  }

  private static func isTest(_ name: String) -> Bool {
    name.wholeMatch(of: /test(ing)?[-_ ]?\d*/) != nil
  }

  /// - Parameter besideTest: whether some part is called test: an evaluation part is what early
  ///   stopping listens to then, as in ESD, else what is tested.
  private static func part(_ name: String, besideTest: Bool) -> Part? {
    if isTest(name) { return .test }
    switch name {
    case "train", "training": return .training
    case "dev", "devel", "development", "val", "valid", "validation": return .development
    case "eval", "evaluation": return besideTest ? .development : .test
    default: return nil
    }
  }
}
