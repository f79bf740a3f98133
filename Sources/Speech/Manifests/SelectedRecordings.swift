/// The recordings of certain classes, in the order of their identities.
public struct SelectedRecordings: Sendable, Equatable {
  /// One of them.
  public struct Item: Sendable, Equatable {
    /// `emotion` is the class.
    public let recording: Recording
    /// The class, as a position in the list of classes.
    public let label: Int
    public let identity: RecordingIdentity
    /// A name that no other speaker of the manifest has; empty where it is not known.
    public let speaker: String
    /// A name that no other session of the manifest has; empty where there is none.
    public let session: String
    /// The file that it is a part of, or is where others are its parts; nil where that is not so.
    public let sourceFile: SourceFile?
  }

  /// What the list that they were chosen from is called; empty where it has no name.
  public let source: String
  /// The classes, whose positions are the labels.
  public let classes: [String]
  public let items: [Item]
  /// The others.
  public let leftOut: LeftOut
  /// Which labels of the manifest each class is made of, sorted.
  public let origins: [String: [String]]
  /// What a person should know, a sentence each; doubts about who speaks are apart.
  public let warnings: [String]
  /// What may make two people of one, or one of several, a sentence each.
  public let doubts: [String]

  /// How many recordings the selection was made from.
  public var all: Int { items.count + leftOut.count }

  /// The same without recordings that cannot be used.
  public func leavingOut(_ recordings: [LeftOutRecording]) -> SelectedRecordings {
    let causes = Dictionary(
      recordings.map { ($0.file, $0.cause) }, uniquingKeysWith: { first, _ in first })
    var leftOut = leftOut
    for item in items {
      guard let cause = causes[item.recording.url.path] else { continue }
      leftOut.add(cause.reason, labels: [item.recording.emotion])
    }
    return SelectedRecordings(
      source: source, classes: classes,
      items: items.filter { causes[$0.recording.url.path] == nil }, leftOut: leftOut,
      origins: origins, warnings: warnings, doubts: doubts)
  }

  public var recordings: [Recording] { items.map(\.recording) }

  /// The class of each recording, as a position in `classes`.
  public var labels: [Int] { items.map(\.label) }
}

extension LeftOutRecording.Cause {
  /// How a manifest's recordings are counted that are left out for it.
  fileprivate var reason: LeftOut.Reason {
    switch self {
    case .tooShort: .features
    case .noFeatures: .missing
    case .unreadable, .unlisted: .unreadable
    }
  }
}
