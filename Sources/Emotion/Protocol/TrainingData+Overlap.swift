public import Files
public import Speech

extension TrainingData {
  /// What utterances have that a model learns from, those too to which early stopping listens.
  public init(_ utterances: some Collection<LabelledUtterance>) {
    self.init(
      recordings: Set(utterances.compactMap { $0.content.map(Self.key) }),
      speakers: Set(utterances.compactMap(\.person)),
      hasUnknownSpeakers: utterances.contains { $0.person == nil },
      sourceFiles: Self.files(of: utterances) { !$0.isWhole },
      wholeFiles: Self.files(of: utterances, where: \.isWhole))
  }

  private static func files(
    of utterances: some Collection<LabelledUtterance>, where isMeant: (SourceFile) -> Bool
  ) -> Set<RecordingIdentity> {
    Set(utterances.compactMap(\.sourceFile).filter(isMeant).map(\.identity))
  }

  /// What it has in common with utterances that are tested.
  public func overlap(with tested: [LabelledUtterance]) -> Overlap {
    let (sources, wholes) = (
      Dictionary(grouping: sourceFiles, by: \.name), Dictionary(grouping: wholeFiles, by: \.name)
    )
    func isAmong(_ file: RecordingIdentity, _ files: [Substring: [RecordingIdentity]]) -> Bool {
      files[file.name]?.contains(where: file.mayBe) ?? false
    }
    let people = Set(tested.compactMap(\.person))
    let known = people.filter(mayKnow)
    return Overlap(
      people: known, doubtful: Person.doubtful(people.subtracting(known), among: speakers),
      unknownSpeakers: hasUnknownSpeakers ? tested.count : tested.count { $0.person == nil },
      recordings: tested.count { $0.content.map(holds) ?? false },
      parts: tested.count { utterance in
        guard let file = utterance.sourceFile else { return false }
        return isAmong(file.identity, sources) || !file.isWhole && isAmong(file.identity, wholes)
      },
      seenByFeatures: tested.count(where: \.isSeenByFeatures))
  }

  /// Whether a person is among those who speak, or has the name of one where either's corpus is not known.
  private func mayKnow(_ person: Person) -> Bool {
    if speakers.contains(person) { return true }
    return person.corpus.isEmpty
      ? speakers.contains { $0.name == person.name }
      : speakers.contains(Person(corpus: "", name: person.name))
  }

  /// Whether a recording is among those learnt from.
  ///
  /// - Parameter content: of what a model sees of it.
  public func holds(_ content: ContentHash) -> Bool { recordings.contains(Self.key(content)) }

  /// What cards know a recording by.
  fileprivate static func key(_ content: ContentHash) -> String { String(content.hex.prefix(16)) }
}
