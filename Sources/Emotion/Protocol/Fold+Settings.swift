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
      utterances = utterances.map { $0.speaker.isEmpty ? $0.standingAlone : $0 }
    }
    return settings.folds == 0
      ? try standard(utterances) : try grouped(utterances, folds: settings.folds)
  }
}

extension LabelledUtterance {
  /// The same as the only one of its speaker.
  fileprivate var standingAlone: LabelledUtterance {
    LabelledUtterance(id: id, label: label, speaker: "recording \(id)")
  }
}
