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
  case esd, emodb, emovo, ravdess
  case cremaD = "crema-d"
  case tess, savee, nemo, urdu, ased, baved
  case turEV = "turev-db"
  case meld, names, csv, audformat

  /// Its reader; of `names` and `audformat` one that was told nothing more.
  public var reader: any CorpusReader {
    switch self {
    case .iemocap: IEMOCAP()
    case .mspImprov: MSPImprov()
    case .esd: ESD()
    case .emodb: EmoDB()
    case .emovo: EMOVO()
    case .ravdess: RAVDESS()
    case .cremaD: PatternedCorpus.cremaD
    case .tess: PatternedCorpus.tess
    case .savee: PatternedCorpus.savee
    case .nemo: PatternedCorpus.nemo
    case .urdu: PatternedCorpus.urdu
    case .ased: PatternedCorpus.ased
    case .baved: PatternedCorpus.baved
    case .turEV: PatternedCorpus.turEV
    case .meld: MELD()
    case .names: AnyNames()
    case .csv: CSVCorpus()
    case .audformat: Audformat()
    }
  }
}
