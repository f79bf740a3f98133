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
