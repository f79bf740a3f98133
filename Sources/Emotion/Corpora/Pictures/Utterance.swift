public import Speech

/// One recording as the models see it.
public struct Utterance: Sendable, Equatable {
  /// What a split needs to know of it.
  public let labelled: LabelledUtterance
  /// Where the recording lies.
  public let file: String
  /// The log-mel picture, in dB or normalised.
  public let picture: LogMel

  public init(_ labelled: LabelledUtterance, file: String, picture: LogMel) {
    self.labelled = labelled
    self.file = file
    self.picture = picture
  }

  public init(
    id: Int, file: String, label: Int, speaker: String, session: String = "", picture: LogMel
  ) {
    self.init(
      LabelledUtterance(id: id, label: label, speaker: speaker, session: session), file: file,
      picture: picture)
  }

  /// Its position in the corpus.
  public var id: Int { labelled.id }
  /// The index of its class in the corpus's list.
  public var label: Int { labelled.label }
  /// Empty where it is not known.
  public var speaker: String { labelled.speaker }
  /// Empty where the corpus has no sessions.
  public var session: String { labelled.session }

  /// The same utterance with another picture.
  public func showing(_ picture: LogMel) -> Utterance {
    Utterance(labelled, file: file, picture: picture)
  }

  /// The same utterance under another number.
  func numbered(_ id: Int) -> Utterance {
    Utterance(labelled.numbered(id), file: file, picture: picture)
  }
}
