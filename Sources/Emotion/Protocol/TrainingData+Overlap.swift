import Files
public import Speech

extension TrainingData {
  /// What utterances have that a model learns from, those too to which early stopping listens.
  public init(_ utterances: some Collection<LabelledUtterance>) {
    self.init(
      recordings: Set(utterances.compactMap(\.key)),
      speakers: Set(utterances.compactMap(\.person)))
  }

  /// What it has in common with utterances that are tested.
  public func overlap(with tested: [LabelledUtterance]) -> Overlap {
    Overlap(
      people: speakers.intersection(tested.compactMap(\.person)),
      unknownSpeakers: tested.count { $0.person == nil },
      recordings: tested.count { $0.key.map(recordings.contains) ?? false })
  }
}

extension LabelledUtterance {
  /// What cards know the recording by.
  fileprivate var key: String? { content.map { String($0.hex.prefix(16)) } }
}
