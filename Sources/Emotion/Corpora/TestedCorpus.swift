/// A corpus as an experiment's results see it, whatever its recordings are shown as.
public protocol TestedCorpus: Sendable {
  /// The classes, whose positions are the labels.
  var classes: [String] { get }
  /// What the splits need to know; an identifier is a position here.
  var labelled: [LabelledUtterance] { get }
  /// Where each recording lies.
  var files: [String] { get }
}

extension Corpus: TestedCorpus {
  public var files: [String] { utterances.map(\.file) }
}

extension FeatureCorpus: TestedCorpus {}
