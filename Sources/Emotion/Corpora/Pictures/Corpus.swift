import Files
public import Speech

/// The recordings of certain classes with their pictures.
public struct Corpus: Sendable, Equatable {
  /// The classes, whose positions are the labels.
  public let classes: [String]
  /// The utterances, in the order of their identities; an identifier is a position here.
  public let utterances: [Utterance]
  /// What of its manifest it is made of; of several that were joined, the last.
  public let use: CorpusUse

  private init(classes: [String], utterances: [Utterance], use: CorpusUse) {
    self.classes = classes
    self.utterances = utterances
    self.use = use
  }

  /// - Parameters:
  ///   - selected: the recordings and their classes.
  ///   - pictures: the picture of each of the recordings, in their order.
  public init(_ selected: SelectedRecordings, pictures: [LogMel]) {
    precondition(pictures.count == selected.items.count, "a recording has one picture")
    self.init(
      classes: selected.classes,
      utterances: zip(selected.items, pictures).enumerated().map { id, item in
        Utterance(
          LabelledUtterance(item.0, id: id, content: item.1.soundHash),
          file: item.0.recording.url.path, picture: item.1)
      }, use: CorpusUse(selected))
  }

  /// The utterances of a split's identifiers, in their order.
  public subscript(ids: [Int]) -> [Utterance] { ids.map { utterances[$0] } }

  /// What the splits need to know.
  public var labelled: [LabelledUtterance] { utterances.map(\.labelled) }

  /// The utterances of two corpora of the same classes; those of the second follow the first's.
  /// Speakers and sessions are named with their corpus, so that none of one is taken for another's.
  public init(joining first: (Corpus, name: String), _ second: (Corpus, name: String)) {
    precondition(first.0.classes == second.0.classes, "the same classes")
    let all =
      first.0.utterances.map { ($0, first.name) } + second.0.utterances.map { ($0, second.name) }
    self.init(
      classes: first.0.classes,
      utterances: all.enumerated().map { index, item in
        Utterance(
          item.0.labelled.numbered(index, joinedFrom: item.1), file: item.0.file,
          picture: item.0.picture)
      }, use: second.0.use)
  }

  /// The corpus without some utterances.
  public func leavingOut(_ ids: Set<Int>, because reason: LeftOut.Reason) -> Corpus {
    var use = use
    use.leftOut.add(reason, labels: ids.map { classes[utterances[$0].label] })
    let rest = utterances.filter { !ids.contains($0.id) }
    return Corpus(
      classes: classes, utterances: rest.enumerated().map { $1.numbered($0) }, use: use)
  }
}

extension LogMel {
  /// What the recording's sound is known by; nil of silence, which is nobody's sound.
  fileprivate var soundHash: ContentHash? {
    values.allSatisfy { $0 == values[0] } ? nil : ContentHash(ofValues: values)
  }
}
