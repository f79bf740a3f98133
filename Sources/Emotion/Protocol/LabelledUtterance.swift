/// What a split needs to know of an utterance.
public struct LabelledUtterance: Sendable, Equatable {
  public let id: Int
  /// The index of its class in a fixed list.
  public let label: Int
  /// Empty where it is not known.
  public let speaker: String
  /// Empty where the corpus has no sessions.
  public let session: String

  public init(id: Int, label: Int, speaker: String, session: String = "") {
    self.id = id
    self.label = label
    self.speaker = speaker
    self.session = session
  }
}
