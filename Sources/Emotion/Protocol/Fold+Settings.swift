extension Fold {
  /// The folds that an experiment within a corpus has: as many of whole speakers as its settings
  /// ask for, or the papers' own.
  ///
  /// - Throws: `SplitError` where the corpus cannot be divided so.
  static func folds(
    of utterances: [LabelledUtterance], _ settings: ExperimentSettings
  ) throws(SplitError) -> [Fold] {
    settings.folds == 0
      ? try standard(utterances) : try grouped(utterances, folds: settings.folds)
  }

  /// Speakers that any fold has on both sides, sorted; known ones only.
  static func sharedSpeakers(of folds: [Fold], in utterances: [LabelledUtterance]) -> [String] {
    Set(folds.flatMap { $0.overlap(in: utterances) }).sorted()
  }
}
