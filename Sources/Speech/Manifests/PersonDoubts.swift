import Foundation

/// What may make two people of one, or one of several: a person is a speaker's name and a corpus's, as they
/// are written.
enum PersonDoubts {
  /// What is doubtful, a sentence each.
  static func sentences(on recordings: [Recording]) -> [String] {
    spellings(of: recordings) + namesOfNobody(among: recordings) + corpora(of: recordings)
  }

  /// Speakers of two genders, a sentence each.
  static func genders(of recordings: [Recording]) -> [String] {
    var genders: [Person: [String: Int]] = [:]
    for recording in recordings {
      let gender = Gender.name(recording.gender)
      guard let person = recording.person, !gender.isEmpty else { continue }
      genders[person, default: [:]][gender, default: 0] += 1
    }
    return genders.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }.map { person, counts in
      let names = told(counts.sorted { $0.key < $1.key }.map { (value: $0.key, count: $0.value) })
      return
        "The speaker \(person) has the genders \(names), and recall by gender takes each recording's "
        + "own; give two people two names, or mend the gender."
    }
  }

  /// Names of one corpus that are one to a person: `Anna` and `anna`, `03` and `3.0`.
  private static func spellings(of recordings: [Recording]) -> [String] {
    Dictionary(grouping: recordings, by: \.corpus).sorted { $0.key < $1.key }
      .flatMap { _, recordings in SpellingVariants.groups(of: recordings.map(\.speaker)) }
      .map { group in
        "The speakers \(told(group)) differ in \(SpellingVariants.differences) or as numbers are written "
          + "only, and count as \(group.count) people; write one name if they are one."
      }
  }

  /// Words that say that nobody knows who speaks, beside those that stand for no value.
  private static let unknown: Set<String> = [
    "unknown", "unk", "unspecified", "anonymous", "other", "others", "various",
  ]

  /// Whether a name says that nobody knows who speaks.
  ///
  /// - Parameter others: all names; the number 0 is one among numbers.
  private static func isNobody(_ name: String, among others: some Sequence<String>) -> Bool {
    if MissingWord.is(name) || unknown.contains(name.lowercased()) { return true }
    switch Double(name) {
    case -1: return true
    case 0: return others.allSatisfy { Double($0) ?? 0 == 0 }
    default: return false
    }
  }

  private static func namesOfNobody(among recordings: [Recording]) -> [String] {
    let counts = Dictionary(recordings.map { ($0.speaker, 1) }, uniquingKeysWith: +)
    return counts.filter { !$0.key.isEmpty && $0.value > 1 && isNobody($0.key, among: counts.keys) }
      .sorted { $0.key < $1.key }
      .map { name, count in
        "The speaker \"\(name)\" (\(count)) counts as one person; leave the field empty if nobody knows "
          + "who it is."
      }
  }

  /// Corpora that are one to a person, and recordings that are of none beside others that are.
  private static func corpora(of recordings: [Recording]) -> [String] {
    let variants = SpellingVariants.groups(of: recordings.map(\.corpus)).map { group in
      "The corpora \(told(group)) differ in \(SpellingVariants.differences) or as numbers are written "
        + "only, and a speaker of one is nobody of the others; write one name if they are one."
    }
    let named = Set(recordings.filter { !$0.corpus.isEmpty }.map(\.speaker))
    let both = Set(recordings.filter { $0.corpus.isEmpty && !$0.speaker.isEmpty }.map(\.speaker))
      .intersection(named)
    guard let example = both.min() else { return variants }
    return variants + [
      "Some recordings have no corpus and others have one: the speaker \(example) of the former counts as "
        + "another person than \(example) of the latter; fill the column corpus if they are one."
    ]
  }

  private static func told(_ group: [(value: String, count: Int)]) -> String {
    group.map { "\"\($0.value)\" (\($0.count))" }.joined(separator: ", ")
  }
}
