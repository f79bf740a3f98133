public import Speech

/// The recordings of certain classes with their pictures.
public struct Corpus: Sendable, Equatable {
  /// The classes, whose positions are the labels.
  public let classes: [String]
  /// The utterances; an identifier is a position here.
  public let utterances: [Utterance]

  /// - Parameters:
  ///   - selected: the recordings and their classes.
  ///   - pictures: the picture of each of the recordings, in their order.
  public init(_ selected: SelectedRecordings, pictures: [LogMel]) {
    precondition(pictures.count == selected.recordings.count, "a recording has one picture")
    classes = selected.classes
    utterances = selected.recordings.indices.map { index in
      let recording = selected.recordings[index]
      return Utterance(
        id: index, file: recording.url.path, label: selected.labels[index],
        speaker: recording.speaker, session: recording.session, picture: pictures[index])
    }
  }

  /// The utterances of a split's identifiers, in their order.
  public subscript(ids: [Int]) -> [Utterance] { ids.map { utterances[$0] } }

  /// What the splits need to know.
  public var labelled: [LabelledUtterance] { utterances.map(\.labelled) }

  /// The utterances of two corpora of the same classes; those of the second follow the first's.
  /// Speakers and sessions are named with their corpus, so that none of one is taken for another's.
  public init(joining first: (Corpus, name: String), _ second: (Corpus, name: String)) {
    precondition(first.0.classes == second.0.classes, "the same classes")
    classes = first.0.classes
    let all =
      first.0.utterances.map { ($0, first.name) } + second.0.utterances.map { ($0, second.name) }
    utterances = all.enumerated().map { index, item in
      let (utterance, corpus) = item
      func named(_ name: String) -> String { name.isEmpty ? "" : "\(corpus):\(name)" }
      return Utterance(
        id: index, file: utterance.file, label: utterance.label,
        speaker: named(utterance.speaker), session: named(utterance.session),
        picture: utterance.picture)
    }
  }
}
