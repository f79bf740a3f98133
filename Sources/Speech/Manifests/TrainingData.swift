import Foundation

/// What a model learnt from, as its card keeps it, so that what it is tested on can be held against
/// that.
public struct TrainingData: Sendable, Equatable {
  /// What the recordings are known by: the first 16 hexadecimal digits of the hash of what the model
  /// saw of them, their picture or features, so that no change of name, place or file format hides
  /// one.
  public private(set) var recordings: Set<String>
  /// Who speaks, of those who are known.
  public private(set) var speakers: Set<Person>
  /// Whether somebody speaks who is not known.
  public private(set) var hasUnknownSpeakers: Bool
  /// The files that recordings are parts of.
  public private(set) var sourceFiles: Set<RecordingIdentity>
  /// The files that recordings are, whose parts may be tested.
  public private(set) var wholeFiles: Set<RecordingIdentity>

  public init(
    recordings: Set<String>, speakers: Set<Person>, hasUnknownSpeakers: Bool = false,
    sourceFiles: Set<RecordingIdentity> = [], wholeFiles: Set<RecordingIdentity> = []
  ) {
    self.recordings = recordings
    self.speakers = speakers
    self.hasUnknownSpeakers = hasUnknownSpeakers
    self.sourceFiles = sourceFiles
    self.wholeFiles = wholeFiles
  }

  /// Adds what something learnt from that this model learns from.
  public mutating func formUnion(_ other: TrainingData) {
    recordings.formUnion(other.recordings)
    speakers.formUnion(other.speakers)
    hasUnknownSpeakers = hasUnknownSpeakers || other.hasUnknownSpeakers
    sourceFiles.formUnion(other.sourceFiles)
    wholeFiles.formUnion(other.wholeFiles)
  }
}

extension TrainingData: Codable {
  private enum CodingKeys: CodingKey {
    case recordings, speakers, hasUnknownSpeakers, sourceFiles, wholeFiles
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    recordings = Set(try container.decode([String].self, forKey: .recordings))
    guard recordings.allSatisfy({ $0.wholeMatch(of: /[0-9a-f]{16}/) != nil }) else {
      throw DecodingError.dataCorruptedError(
        forKey: .recordings, in: container,
        debugDescription: "a recording is known by 16 hexadecimal digits")
    }
    speakers = Set(try container.decode([Person].self, forKey: .speakers))
    // Cards of earlier versions do not say.
    hasUnknownSpeakers =
      try container.decodeIfPresent(Bool.self, forKey: .hasUnknownSpeakers) ?? false
    sourceFiles = Set(
      try container.decodeIfPresent([RecordingIdentity].self, forKey: .sourceFiles) ?? [])
    wholeFiles = Set(
      try container.decodeIfPresent([RecordingIdentity].self, forKey: .wholeFiles) ?? [])
  }

  // In an order, so that the same training writes the same file.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(recordings.sorted(), forKey: .recordings)
    try container.encode(speakers.sorted(), forKey: .speakers)
    try container.encode(hasUnknownSpeakers, forKey: .hasUnknownSpeakers)
    if !sourceFiles.isEmpty { try container.encode(sourceFiles.sorted(), forKey: .sourceFiles) }
    if !wholeFiles.isEmpty { try container.encode(wholeFiles.sorted(), forKey: .wholeFiles) }
  }
}
