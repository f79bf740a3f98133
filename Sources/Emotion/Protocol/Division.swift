public import Speech

/// What says which recordings of a corpus are tested together.
public enum Division: Sendable {
  /// Sessions or speakers, as `experiment.folds` says.
  case speakers
  /// The corpus's own division into training, development and test, in the manifest's column `split`.
  case split
  /// A table of files and folds, such as a published one.
  case table(FoldTable)

  /// A sentence on what the division cannot make anything of: files that a table names and a manifest
  /// does not list, or words of the column `split` that name no part; nil where there is nothing.
  public func warning(on manifest: Manifest) -> String? {
    switch self {
    case .speakers: return nil
    case .table(let table): return table.unknownFiles(in: manifest)
    case .split:
      let unknown = OwnSplit.unknownNames(in: manifest.recordings).sorted { $0.key < $1.key }
      if unknown.isEmpty { return nil }
      let names = unknown.map { "“\($0.key)” (\($0.value))" }.joined(separator: ", ")
      return "\(manifest.url.path): the column split has \(names), which "
        + "\(unknown.count == 1 ? "is" : "are") none of train, dev and test; rename, or know that these "
        + "recordings are not used."
    }
  }

  /// What a run's settings are held against, so that nobody is told of a departure that made no
  /// difference: only folds of speakers are by `experiment.folds`.
  func defaults(_ defaults: Configuration, of run: Configuration) -> Configuration {
    guard case .speakers = self else {
      var defaults = defaults
      defaults.experiment.folds = run.experiment.folds
      return defaults
    }
    return defaults
  }

  /// The corpus without recordings of which the division says nothing.
  ///
  /// - Throws: `SplitError` where it says nothing of all of them.
  public func applied<Divided: TestedCorpus>(to corpus: Divided) throws(SplitError) -> Divided {
    let placeless: [Int]
    switch self {
    case .speakers: return corpus
    case .split: placeless = try OwnSplit(of: corpus.labelled).placeless
    case .table(let table): placeless = try table.placeless(in: corpus)
    }
    return placeless.isEmpty ? corpus : corpus.leavingOut(Set(placeless), because: .division)
  }

  /// The folds of a corpus that it was applied to.
  ///
  /// - Throws: `SplitError` where the corpus cannot be divided so.
  public func folds(
    of corpus: some TestedCorpus, _ settings: ExperimentSettings
  ) throws(SplitError) -> [Fold] {
    let folds =
      switch self {
      case .speakers: try Fold.folds(of: corpus.labelled, settings)
      case .split: [try OwnSplit(of: corpus.labelled).fold]
      case .table(let table): try table.folds(of: corpus)
      }
    try corpus.requireAllClasses(in: folds)
    return folds
  }
}
