import Files
public import Foundation

/// A corpus whose labels stand in the names of its files.
public protocol NamedFilesReader: CorpusReader {
  /// The corpus's name among researchers.
  var title: String { get }
  /// What the folder should hold, for the error where it does not.
  var layout: String { get }
  /// The folders below the root in which recordings may lie directly, given the names of all that
  /// are there, sorted; "" is the root itself. The first group that holds a recording is the corpus.
  func folders(among subfolders: [String]) -> [[String]]
  /// Number of recordings of the whole corpus.
  var officialCount: Int? { get }
  /// What a file's name says.
  ///
  /// - Parameter name: the name without its ending.
  /// - Throws: `NotOfTheCorpus`, also where the folder says that somebody else speaks.
  func recording(named name: String, at url: URL) throws(NotOfTheCorpus) -> Recording
}

/// Why a file is not a recording of the corpus, as a clause.
public struct NotOfTheCorpus: Error, Equatable {
  public let reason: String
  /// The emotion's label, where it is known all the same; else empty.
  public let label: String

  public init(_ reason: String, label: String = "") {
    self.reason = reason
    self.label = label
  }
}

extension NamedFilesReader {
  public func read(_ root: URL) throws(CorpusError) -> CorpusContents {
    let subfolders = try Folder(root).subfolders
    for group in folders(among: subfolders) {
      var contents = CorpusContents()
      for name in group {
        let folder = name.isEmpty ? root : root.appending(path: name)
        try add(Folder(folder), to: &contents)
      }
      guard !contents.recordings.isEmpty else { continue }
      contents.skipRest(
        of: try FolderTree(root), because: "it lies in none of the folders of \(title)")
      if let officialCount {
        contents.compare(with: officialCount, of: "recordings of \(title)", in: root)
      }
      return contents
    }
    throw .notTheCorpus(
      root: root.path, expected: "\(title), \(layout)", found: try Folder(root).summary)
  }

  private func add(_ folder: Folder, to contents: inout CorpusContents) throws(CorpusError) {
    var taken: Set<String> = []
    // The official wav before a flac of the same name.
    let files = folder.files.sorted {
      let (left, right) = ($0.deletingPathExtension().path, $1.deletingPathExtension().path)
      return left == right ? Folder.isWav($0) && !Folder.isWav($1) : left < right
    }
    for url in files {
      do throws(NotOfTheCorpus) {
        guard Folder.isWavOrFlac(url) else {
          throw NotOfTheCorpus(NamedRecordings.reason(against: url))
        }
        let name = url.deletingPathExtension().lastPathComponent
        let recording = try recording(named: name, at: url)
        if taken.insert(name).inserted {
          contents.recordings.append(recording)
        } else {
          contents.skipped.append(
            SkippedFile(
              url, "the same recording lies beside it with another ending",
              label: recording.emotion))
        }
      } catch {
        contents.skipped.append(SkippedFile(url, error.reason, label: error.label))
      }
    }
  }
}
