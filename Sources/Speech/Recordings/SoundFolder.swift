import Files
public import Foundation

/// The sound files in a folder and in those below it, known by their endings, each folder once.
public struct SoundFolder: Sendable {
  /// Those that can be read, in the order of their folders.
  public let files: [URL]
  /// Those of kinds that are not read, links that lead nowhere, and folders that are locked.
  public let skipped: [SkippedFile]

  /// - Throws: `CorpusError.file` where there is no such folder, it cannot be listed, or no file that
  ///   can be read is there.
  public init(_ url: URL) throws(CorpusError) {
    let tree = try FolderTree(url)
    files = tree.files.filter(SoundFormat.isRead)
    skipped =
      tree.files.filter { SoundFormat.isSound($0) && !SoundFormat.isRead($0) }
      .map { SkippedFile($0, SoundFormat.notRead($0)) } + tree.unreachable
    if files.isEmpty {
      let found = SkippedSummary(of: skipped, taken: 0, in: url).lines.joined(separator: "; ")
      throw .file(
        .malformed(
          path: url.path,
          what:
            "the folder holds no sound file that is read; give one with .wav, .flac, .ogg, .mp3 or "
            + ".aiff\(found.isEmpty ? "" : " (\(found))")"))
    }
  }
}
