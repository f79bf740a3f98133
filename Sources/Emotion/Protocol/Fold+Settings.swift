extension Fold {
  /// The folds that an experiment within a corpus has: as many of whole speakers as its settings
  /// ask for, or the papers' own.
  ///
  /// - Throws: `SplitError` where the corpus cannot be divided so, or some speakers are not known and
  ///   the settings do not allow that.
  public static func folds(
    of utterances: [LabelledUtterance], _ settings: ExperimentSettings
  ) throws(SplitError) -> [Fold] {
    let unknown = utterances.count { $0.speaker.isEmpty }
    var utterances = utterances
    if unknown > 0 {
      guard settings.unknownSpeakers == .alone else { throw .unknownSpeakers(count: unknown) }
      guard settings.folds > 0 else { throw .foldsOfUnknown(count: unknown) }
      utterances = utterances.standingAlone
    }
    return settings.folds == 0
      ? try standard(utterances) : try grouped(utterances, folds: settings.folds)
  }
}

extension [LabelledUtterance] {
  /// The same, where each whose speaker is not known is the only one of its speaker; parts of one file
  /// have one.
  fileprivate var standingAlone: [LabelledUtterance] {
    let unknown = filter(\.speaker.isEmpty)
    let firsts = Dictionary(
      unknown.compactMap { utterance in utterance.sourceFile.map { ($0.path, utterance.id) } },
      uniquingKeysWith: { first, _ in first })
    return map { utterance in
      guard utterance.speaker.isEmpty else { return utterance }
      let first = utterance.sourceFile.flatMap { firsts[$0.path] } ?? utterance.id
      return LabelledUtterance(
        id: utterance.id, label: utterance.label, speaker: "recording \(first)")
    }
  }
}
