import Files
import Foundation

/// Something wrong with a corpus that no recording shows by itself.
public struct CorpusProblem: Sendable, Equatable, Codable {
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// No recording has a speaker.
    case noSpeakers = "no speakers"
    /// All recordings are of one person.
    case oneSpeaker = "one speaker"
    /// Some recordings have no speaker though others have.
    case withoutSpeaker = "without speaker"
    /// Some recordings have no session though others have.
    case withoutSession = "without session"
    /// All recordings of an emotion are of one person.
    case classOfOneSpeaker = "class of one speaker"
    /// It is doubtful who is one person: names or corpora that nearly are the same, or say nothing.
    case doubtfulSpeakers = "doubtful speakers"
    /// Recordings of one speaker name two genders, as where two people have one name.
    case twoGenders = "two genders"
    /// An emotion has one recording.
    case classOfOneRecording = "class of one recording"
    /// A label seems to say that no emotion is known.
    case missingLabel = "missing label"
    /// Values of a column differ in case, blanks, separators or look-alike letters only.
    case spelling
    /// The same sound is there under two emotions.
    case twoLabels = "two labels"
    /// The same sound is there under two speakers.
    case twoSpeakers = "two speakers"
    /// The same sound is there in two splits.
    case twoSplits = "two splits"
    /// Parts of one file could come to training and test, since nobody says who speaks in them or the
    /// split takes them apart.
    case partsOfOneFile = "parts of one file"
    /// Two paths differ in their Unicode form only.
    case unicodeForms = "Unicode forms"
    /// A file is listed under two paths, or twice.
    case sameFile = "same file"
  }

  public let kind: Kind
  /// What was found and what helps, as a clause.
  public let detail: String
  /// The paths of the recordings that it is about; empty where it is about all.
  public let files: [String]

  init(_ kind: Kind, _ detail: String, files: [URL] = []) {
    self.kind = kind
    self.detail = detail
    self.files = files.map(\.path)
  }
}
