public import Speech

/// A corpus as an experiment's results see it, whatever its recordings are shown as.
public protocol TestedCorpus: Sendable {
  /// The classes, whose positions are the labels.
  var classes: [String] { get }
  /// What the splits need to know; an identifier is a position here.
  var labelled: [LabelledUtterance] { get }
  /// Where each recording lies.
  var files: [String] { get }
  /// What of its manifest it is made of.
  var use: CorpusUse { get }

  /// The corpus without some utterances.
  func leavingOut(_ ids: Set<Int>, because reason: LeftOut.Reason) -> Self
}

extension TestedCorpus {
  /// The corpus as a command uses it, and what a person should know of that, a sentence each: what is
  /// left out, and what is there twice.
  func prepared(
    _ repeated: CorpusSettings.Repeated
  ) -> (corpus: Self, warnings: [String]) {
    let repetition = RepeatedSound(in: labelled)
    let isKept = repeated == .keep || repetition.firsts.isEmpty
    let corpus = isKept ? self : leavingOut(Set(repetition.firsts.map(\.id)), because: .repeated)
    let told = [
      corpus.use.sentence, isKept ? repetition.warning(files: files) : repetition.contradiction,
    ]
    return (corpus, told.compactMap(\.self))
  }

  /// The classes that no utterance of a part has, or of all where none is said.
  public func classesMissing(in ids: [Int]? = nil) -> [String] {
    let labelled = labelled
    let present = Set((ids ?? labelled.map(\.id)).map { labelled[$0].label })
    return classes.indices.filter { !present.contains($0) }.map { classes[$0] }
  }

  /// The utterances whose sound other corpora have too.
  public func repeating(_ others: [Self]) -> Set<Int> {
    let contents = Set(others.flatMap { $0.labelled.compactMap(\.content) })
    return Set(labelled.filter { $0.content.map(contents.contains) ?? false }.map(\.id))
  }

  /// - Throws: `SplitError.missingClasses` where a fold's training part lacks a class, which nothing
  ///   can learn then.
  public func requireAllClasses(in folds: [Fold]) throws(SplitError) {
    for fold in folds {
      let missing = classesMissing(in: fold.training)
      guard missing.isEmpty else { throw .missingClasses(fold: fold.name, classes: missing) }
    }
  }
}

extension Corpus: TestedCorpus {
  public var files: [String] { utterances.map(\.file) }
}

extension FeatureCorpus: TestedCorpus {}
