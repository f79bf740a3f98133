public import Foundation

/// Turns a corpus, as its authors give it out, into rows of a manifest.
public protocol CorpusReader: Sendable {
  /// Reads the corpus whose folder (or file) lies at `root`. Recordings come in sorted order; what is
  /// left out is listed with its reason.
  ///
  /// - Throws: `CorpusError.file` where nothing lies at `root`, `.notTheCorpus` where it is not this
  ///   corpus.
  func read(_ root: URL) throws(CorpusError) -> CorpusContents
}

/// What a reader found.
public struct CorpusContents: Sendable, Equatable {
  public var recordings: [Recording] = []
  /// The files that were left out, in the order in which they were met.
  public var skipped: [SkippedFile] = []
  /// The names of the further columns that the recordings carry.
  public var furtherColumns: [String] = []
  /// The parts of their files that recordings are, by their positions; the others are whole files.
  public var spans: [Int: Span] = [:]
  /// What else a user should know, a sentence each.
  public var warnings: [String] = []

  public init() {}
}

/// A file that is not taken for a recording of the corpus.
public struct SkippedFile: Sendable, Equatable {
  public let url: URL
  /// A clause, such as "the name is not of the form 03a01Fa.wav".
  public let reason: String

  public init(_ url: URL, _ reason: String) {
    self.url = url
    self.reason = reason
  }
}

/// The corpora that can be imported; the raw values are the kinds of `ser corpus import`.
public enum CorpusKind: String, Sendable, CaseIterable {
  case iemocap
  case mspImprov = "msp-improv"
  case esd, emodb, emovo, ravdess, csv, audformat

  public var reader: any CorpusReader {
    switch self {
    case .iemocap: IEMOCAP()
    case .mspImprov: MSPImprov()
    case .esd: ESD()
    case .emodb: EmoDB()
    case .emovo: EMOVO()
    case .ravdess: RAVDESS()
    case .csv: CSVCorpus()
    case .audformat: Audformat()
    }
  }
}
