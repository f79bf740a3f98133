import Foundation

/// Recordings known by their names without ending, as the labels of a corpus name them.
struct NamedRecordings {
  private(set) var byName: [String: URL] = [:]
  /// Sound files that have the name of one that is taken, or are of a kind that is not read.
  private(set) var skipped: [SkippedFile] = []

  /// A wav goes before a flac of the same name in the same folder, and else the first before others.
  ///
  /// - Parameter ofAnyKind: whether any kind of sound that is read is taken, after these; else wav and flac
  ///   alone.
  init(among files: [URL], ofAnyKind: Bool = false) {
    func isTaken(_ url: URL) -> Bool {
      Folder.isWavOrFlac(url) || (ofAnyKind && SoundFormat.isRead(url))
    }
    func rank(_ url: URL) -> Int { Folder.isWav(url) ? 0 : Folder.isWavOrFlac(url) ? 1 : 2 }
    let taken = files.enumerated().filter { isTaken($0.element) }.sorted {
      (rank($0.element), $0.offset) < (rank($1.element), $1.offset)
    }
    for (_, url) in taken {
      let name = url.deletingPathExtension().lastPathComponent
      if let first = byName[name] {
        skipped.append(SkippedFile(url, repeating: first))
      } else {
        byName[name] = url
      }
    }
    skipped += files.filter { !isTaken($0) && SoundFormat.isSound($0) }
      .map { SkippedFile($0, Self.reason(against: $0)) }
    skipped.sort { $0.url.path < $1.url.path }
  }

  /// Takes a recording out.
  mutating func take(_ name: String) -> URL? { byName.removeValue(forKey: name) }

  /// Those that were not taken out.
  var left: [URL] { byName.values.sorted { $0.path < $1.path } }

  /// Why a file that is neither wav nor flac is no recording of a corpus.
  static func reason(against url: URL) -> String {
    SoundFormat.isSound(url) && !SoundFormat.isRead(url)
      ? SoundFormat.notRead(url) : "it ends neither in .wav nor in .flac"
  }
}
