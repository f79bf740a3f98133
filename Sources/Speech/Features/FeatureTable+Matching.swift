import Foundation

extension FeatureTable {
  /// Finds the row of each recording: by its path, else by its file name without the ending where
  /// only one row has it, for openSMILE's files name recordings so.
  ///
  /// - Returns: a position for each recording; nil where there is no row of it.
  public func rows(of recordings: [Recording]) -> [Int?] {
    func stem(_ path: String) -> String {
      URL(filePath: path).deletingPathExtension().lastPathComponent
    }
    func path(_ url: URL) -> String { url.resolvingSymlinksInPath().path }
    let paths = Dictionary(
      files.enumerated().map { (path(URL(filePath: $1)), $0) },
      uniquingKeysWith: { first, _ in first })
    let stems = Dictionary(grouping: files.indices) { stem(files[$0]) }
    let wanted = Dictionary(grouping: recordings) { stem($0.url.path) }
    return recordings.map { recording in
      if let row = paths[path(recording.url)] { return row }
      let name = stem(recording.url.path)
      guard let rows = stems[name], rows.count == 1, wanted[name]?.count == 1 else { return nil }
      return rows[0]
    }
  }

  /// The rows of a manifest's recordings, in its order, and whose each is.
  public func matched(with manifest: Manifest) -> MatchedFeatures {
    let names = CorpusNames(of: manifest.recordings)
    let found = zip(manifest.recordings, rows(of: manifest.recordings))
      .compactMap { recording, row in row.map { (row: $0, speaker: names.speaker(of: recording)) } }
    let strangers = files.count - Set(found.map(\.row)).count
    let absent = manifest.recordings.count - found.count
    return MatchedFeatures(
      table: rows(found.map(\.row)), speakers: found.map(\.speaker),
      warnings: [
        strangers == 0
          ? nil
          : "\(strangers) of \(files.count) rows of features are left out: \(manifest.url.path) does not "
            + "list their recordings.",
        absent == 0
          ? nil
          : "\(absent) of \(manifest.recordings.count) recordings of \(manifest.url.path) are left out: "
            + "they have no row of features.",
      ].compactMap(\.self))
  }
}

/// Features of recordings of which a manifest says who speaks.
public struct MatchedFeatures: Sendable {
  public let table: FeatureTable
  /// Of each row; empty where the speaker is not known.
  public let speakers: [String]
  /// What is left out, a sentence each.
  public let warnings: [String]
}
