public import Speech

/// One recording as the models see it.
public struct Utterance: Sendable, Equatable {
  /// Its position in the corpus.
  public let id: Int
  /// Where the recording lies.
  public let file: String
  /// The index of its class in the corpus's list.
  public let label: Int
  /// Empty where it is not known.
  public let speaker: String
  /// Empty where the corpus has no sessions.
  public let session: String
  /// The log-mel picture, in dB or normalised.
  public let picture: LogMel

  public init(
    id: Int, file: String, label: Int, speaker: String, session: String = "", picture: LogMel
  ) {
    self.id = id
    self.file = file
    self.label = label
    self.speaker = speaker
    self.session = session
    self.picture = picture
  }

  /// What a split needs to know of it.
  public var labelled: LabelledUtterance {
    LabelledUtterance(id: id, label: label, speaker: speaker, session: session)
  }

  /// The same utterance with another picture.
  public func showing(_ picture: LogMel) -> Utterance {
    Utterance(
      id: id, file: file, label: label, speaker: speaker, session: session, picture: picture)
  }
}
