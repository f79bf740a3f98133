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
}
