public import Files
public import Foundation

/// What a reader found.
public struct CorpusContents: Sendable {
  public var recordings: [Recording] = []
  /// The files that were left out, in the order in which they were met.
  public var skipped: [SkippedFile] = []
  /// The names of the further columns that the recordings carry.
  public var furtherColumns: [String] = []
  /// The parts of their files that recordings are, by their positions; the others are whole files.
  public var spans: [Int: Span] = [:]
  /// The tables that it was read from.
  public var tables: [URL] = []
  /// What was taken and how, where a user could not tell it from the corpus's kind, a sentence each.
  public var notes: [String] = []
  /// What else a user should know, a sentence each.
  public var warnings: [String] = []
  /// What ended the cutting of parts before all were there, and how many were to be; nil where all are.
  public var interruption: (error: FileError, all: Int)?

  public init() {}

  /// What was left out, by its reasons; `folder` is the corpus's, from which files are named.
  public func skippedSummary(in folder: URL) -> SkippedSummary {
    SkippedSummary(of: skipped, taken: recordings.count, in: folder)
  }
}

extension CorpusContents {
  /// Lists as skipped what the tree holds and the reader has not looked at: sound files, broken links
  /// and locked folders.
  ///
  /// - Parameter reason: why the sound files are no recordings of the corpus.
  mutating func skipRest(of tree: FolderTree, because reason: String) {
    let visited = Set((recordings.map(\.url) + skipped.map(\.url)).map(FileIdentity.init))
    let listed = Set(skipped.map(\.url.path))
    for url in tree.files where SoundFormat.isSound(url) {
      if visited.contains(FileIdentity(url)) { continue }
      skipped.append(
        SkippedFile(url, SoundFormat.isRead(url) ? reason : SoundFormat.notRead(url)))
    }
    skipped += tree.unreachable.filter { !listed.contains($0.url.path) }
  }

  /// Says how many of the recordings that the whole corpus has were found, where it is not all.
  mutating func compare(with officialCount: Int, of title: String, in root: URL) {
    guard recordings.count != officialCount else { return }
    warnings.append(
      "\(root.path): \(recordings.count) of the \(officialCount) \(title) were found.")
  }
}
