public import Files
public import Speech

/// What a split needs to know of an utterance.
public struct LabelledUtterance: Sendable, Equatable {
  public let id: Int
  /// The index of its class in a fixed list.
  public let label: Int
  /// A name that nobody else in the corpus has; empty where it is not known.
  public let speaker: String
  /// The speaker's, in lower case; empty where it is not known.
  public let gender: String
  /// Empty where the corpus has no sessions.
  public let session: String
  /// The part of the corpus's own division, such as `train`; empty where it has none.
  public let split: String
  /// Who speaks, known beyond the corpus; nil where that is not known.
  public let person: Person?
  /// What random draws for it come from.
  public let identity: RecordingIdentity
  /// The file that it is a part of, or is; nil where it is of none.
  public let sourceFile: SourceFile?
  /// Of what is seen of the recording, its picture or features: two recordings of one sound have the
  /// same. nil where it is not known.
  public let content: ContentHash?
  /// Whether a model that learnt from the recording, or from who speaks in it, made its features.
  public let isSeenByFeatures: Bool

  /// - Parameters:
  ///   - person: by default the speaker, of an unnamed corpus.
  ///   - identity: by default the identifier.
  public init(
    id: Int, label: Int, speaker: String, gender: String = "", session: String = "",
    split: String = "", person: Person? = nil, identity: RecordingIdentity? = nil,
    sourceFile: SourceFile? = nil,
    content: ContentHash? = nil, isSeenByFeatures: Bool = false
  ) {
    self.id = id
    self.label = label
    self.speaker = speaker
    self.gender = gender
    self.session = session
    self.split = split
    self.person = person ?? (speaker.isEmpty ? nil : Person(corpus: "", name: speaker))
    self.identity = identity ?? RecordingIdentity(corpus: "", path: "\(id)")
    self.sourceFile = sourceFile
    self.content = content
    self.isSeenByFeatures = isSeenByFeatures
  }

  /// A chosen recording.
  ///
  /// - Parameters:
  ///   - content: of what is seen of it; nil where that is nobody's sound.
  ///   - isSeen: whether a model that knows it made its features.
  init(
    _ item: SelectedRecordings.Item, id: Int, content: ContentHash?, seen isSeen: Bool = false
  ) {
    self.init(
      id: id, label: item.label, speaker: item.speaker,
      gender: Gender.name(item.recording.gender).lowercased(), session: item.session,
      split: item.recording.further[Self.splitColumn] ?? "", person: item.recording.person,
      identity: item.identity, sourceFile: item.sourceFile, content: content,
      isSeenByFeatures: isSeen)
  }

  /// The manifest's column of the corpus's own division.
  public static let splitColumn = "split"

  /// The same utterance under another number.
  func numbered(_ id: Int) -> LabelledUtterance {
    LabelledUtterance(
      id: id, label: label, speaker: speaker, gender: gender, session: session, split: split,
      person: person,
      identity: identity, sourceFile: sourceFile, content: content,
      isSeenByFeatures: isSeenByFeatures)
  }

  /// The same utterance in a corpus that others join: speaker and session come with the corpus's name,
  /// and so does who speaks where nothing else says of which corpus it is.
  func numbered(_ id: Int, joinedFrom corpus: String) -> LabelledUtterance {
    func named(_ name: String) -> String { name.isEmpty ? "" : "\(corpus):\(name)" }
    return LabelledUtterance(
      id: id, label: label, speaker: named(speaker), gender: gender, session: named(session),
      split: split,
      person: person.map { $0.corpus.isEmpty ? Person(corpus: corpus, name: $0.name) : $0 },
      identity: identity, sourceFile: sourceFile, content: content,
      isSeenByFeatures: isSeenByFeatures)
  }
}
