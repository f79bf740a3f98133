import Files
import Foundation
import Speech

/// The recordings of a manifest, or of a folder and those below it.
struct ListedRecordings {
  let recordings: [Recording]
  /// What a user should know of the list, a sentence each.
  let warnings: [String]
  /// How many recordings of the folder are of kinds that are not read.
  let skipped: Int

  /// Whether a path names such a list, and not a single recording.
  static func isOne(_ url: URL) -> Bool {
    url.pathExtension.lowercased() == "csv" || Folder.isFolder(url)
  }

  /// - Parameter rows: those of a manifest that are used.
  /// - Throws: `FileError` or `CorpusError` where the manifest or folder is at fault, or none is left;
  ///   `CorpusError.setting` where rows of a folder are asked for, which has none.
  init(_ url: URL, rows: RowSelection) throws {
    guard Folder.isFolder(url) else {
      let manifest = try Manifest(contentsOf: url).selecting(rows)
      recordings = manifest.recordings
      warnings = manifest.warnings + [manifest.selectionSentence].compactMap(\.self)
      skipped = 0
      return
    }
    guard rows == .all else {
      throw CorpusError.setting(
        "\(url.path) is a folder, and --where chooses among the rows of a manifest; leave it away.")
    }
    let folder = try SoundFolder(url)
    let summary = SkippedSummary(of: folder.skipped, taken: folder.files.count, in: url)
    recordings = folder.files.map { Recording(url: $0, emotion: "") }
    warnings = summary.lines.map { "\(url.path): \($0)." }
    skipped = summary.count
  }

  /// - Throws: `InputsLeftOut` where some of the folder are not read, unless that should be so.
  func requireAll(_ reading: ReadingOptions) throws(InputsLeftOut) {
    if skipped > 0, !reading.skipUnreadable {
      throw InputsLeftOut(failures: [], skipped: skipped, all: recordings.count + skipped)
    }
  }
}
