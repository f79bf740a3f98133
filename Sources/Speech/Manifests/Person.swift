/// Somebody who speaks. The names of speakers are a corpus's own: the speaker 03 of one corpus is not
/// that of another.
public struct Person: Hashable, Sendable, Codable {
  /// Empty where it is not known.
  public let corpus: String
  public let name: String

  public init(corpus: String, name: String) {
    self.corpus = corpus
    self.name = name
  }
}

extension Person {
  /// What all spellings of a person have in common.
  var folded: Person {
    Person(corpus: SpellingVariants.folded(corpus), name: SpellingVariants.folded(name))
  }

  /// Those of others who are written otherwise and may be the same: who differ in spelling only, or where
  /// the corpus of one is not known.
  ///
  /// - Parameter others: by their folded names.
  func likes(among others: [String: [Person]]) -> [Person] {
    let own = folded
    return (others[own.name] ?? []).filter { other in
      other != self
        && (corpus.isEmpty || other.corpus.isEmpty
          || SpellingVariants.folded(other.corpus) == own.corpus)
    }
  }

  /// People of one group who may be people of another, each under another spelling: `spk 3 and Spk 3`,
  /// sorted. Those who are in both as they are written are not among them.
  public static func doubtful(_ people: Set<Person>, among others: Set<Person>) -> [String] {
    let byName = Dictionary(grouping: others.sorted(), by: \.folded.name)
    return people.subtracting(others).sorted().compactMap { person in
      person.likes(among: byName).first.map { "\(person) and \($0)" }
    }
  }
}

extension Person: Comparable {
  public static func < (a: Person, b: Person) -> Bool { (a.corpus, a.name) < (b.corpus, b.name) }
}

extension Person: CustomStringConvertible {
  /// `corpus:name`, or the name alone where the corpus is not known.
  public var description: String { corpus.isEmpty ? name : "\(corpus):\(name)" }
}

extension Recording {
  /// Who speaks; nil where that is not known.
  public var person: Person? {
    speaker.isEmpty ? nil : Person(corpus: corpus, name: speaker)
  }
}

/// What speakers and sessions are called among some recordings: by their own names where all
/// recordings are of one corpus, else with the corpus before them, so that two of one name are told
/// apart.
public struct CorpusNames: Sendable {
  private let isOfSeveral: Bool

  /// - Parameter recordings: all of a manifest, so that a name does not depend on which are chosen.
  public init(of recordings: [Recording]) {
    isOfSeveral = Set(recordings.lazy.map(\.corpus)).count > 1
  }

  /// Empty where the speaker is not known.
  public func speaker(of recording: Recording) -> String {
    qualified(recording.speaker, by: recording.corpus)
  }

  /// Empty where the recording is of no session.
  public func session(of recording: Recording) -> String {
    qualified(recording.session, by: recording.corpus)
  }

  private func qualified(_ name: String, by corpus: String) -> String {
    name.isEmpty || !isOfSeveral ? name : Person(corpus: corpus, name: name).description
  }
}
