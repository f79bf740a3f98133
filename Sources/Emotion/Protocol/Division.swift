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
  /// does not list, words of the column `split` that name no part, or a published division that is not
  /// followed; nil where there is nothing.
  public func warning(on manifest: Manifest) -> String? {
    switch self {
    case .speakers: return unfollowed(in: manifest)
    case .table(let table):
      return Self.joined(
        table.partsTakenForFolds ?? table.unknownFiles(in: manifest), table.foldsInTwoSpellings)
    case .split: return Self.joined(unknownNames(in: manifest), joinedTests(in: manifest))
    }
  }

  private static func joined(_ sentences: String?...) -> String? {
    let sentences = sentences.compactMap(\.self)
    return sentences.isEmpty ? nil : sentences.joined(separator: " ")
  }

  /// - Throws: `SplitError.ambiguousFile` where it is a table that leaves open which of the manifest's
  ///   recordings it means.
  public func requirePlain(in manifest: Manifest) throws(SplitError) {
    if case .table(let table) = self { try table.requirePlain(in: manifest) }
  }

  /// A sentence where some recordings have a session and others have none, so that it is speakers who are
  /// left out; nil elsewhere.
  public func warning(on corpus: some TestedCorpus, _ settings: ExperimentSettings) -> String? {
    guard case .speakers = self, settings.folds == 0 else { return nil }
    let (all, unknown) = (corpus.labelled.count, corpus.labelled.count(where: \.session.isEmpty))
    return unknown == 0 || unknown == all
      ? nil
      : "\(unknown) of \(all) recordings have no session, so that one speaker is left out in turn and not "
        + "one session; fill the manifest's column session in, or give --folds."
  }

  /// A sentence where the manifest's column `split` has a test part, which is trained on here.
  private func unfollowed(in manifest: Manifest) -> String? {
    let tested = OwnSplit.testedNames(in: manifest.recordings)
    return tested.isEmpty
      ? nil
      : "\(manifest.url.path) has a division of its own, which is not followed: its column split names "
        + "\(tested.joined(separator: ", ")). Divided by speakers, these are trained on too; --split follows it."
  }

  /// A sentence on words of the column `split` that name no part.
  private func unknownNames(in manifest: Manifest) -> String? {
    let unknown = OwnSplit.unknownNames(in: manifest.recordings).sorted { $0.key < $1.key }
    if unknown.isEmpty { return nil }
    let names = unknown.map { "“\($0.key)” (\($0.value))" }.joined(separator: ", ")
    return "\(manifest.url.path): the column split has \(names), which "
      + "\(unknown.count == 1 ? "is" : "are") none of train, dev and test; rename, or know that these "
      + "recordings are not used."
  }

  /// A sentence where there are several test parts.
  private func joinedTests(in manifest: Manifest) -> String? {
    let tested = OwnSplit.testedNames(in: manifest.recordings)
    return tested.count < 2
      ? nil : "The parts \(tested.joined(separator: ", ")) are tested together, as one."
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
