import Files
import Foundation

/// All that lies in a folder and in those below it, each folder once however many links lead to it.
struct FolderTree {
  /// In the order of their folders; those to which only links lead come last.
  private(set) var files: [URL] = []
  /// Links that lead nowhere, and what is locked.
  private(set) var unreachable: [SkippedFile] = []
  private let root: URL
  private var seen: Set<FileIdentity> = []
  private var links: [URL] = []

  /// - Throws: `CorpusError.file` where there is no such folder or it cannot be listed; what is amiss
  ///   further down is in `unreachable`.
  init(_ root: URL) throws(CorpusError) {
    self.root = root
    seen.insert(FileIdentity(root))
    add(try Folder(root), at: root)
    // Folders themselves before the links to them, so that files have their own paths.
    while !links.isEmpty { enter(links.removeFirst()) }
  }

  /// The files in the folders of some files, of which those are passed over that cannot be listed.
  init(ofFilesBeside files: [URL]) {
    root = URL(fileURLWithPath: "/")
    for folder in Set(files.map { $0.deletingLastPathComponent() }).sorted(by: { $0.path < $1.path }
    ) {
      guard let folder = try? Folder(folder) else { continue }
      self.files += folder.files
      unreachable += folder.unreachable
    }
  }

  private mutating func add(_ folder: Folder, at url: URL) {
    files += folder.files
    unreachable += folder.unreachable
    for name in folder.subfolders {
      let item = url.appending(path: name)
      if (try? FileManager.default.destinationOfSymbolicLink(atPath: item.path)) != nil {
        links.append(item)
      } else {
        enter(item)
      }
    }
  }

  private mutating func enter(_ url: URL) {
    if !seen.insert(FileIdentity(url)).inserted { return }
    do throws(CorpusError) {
      add(try Folder(url), at: url)
    } catch {
      let why = if case .file(.io(_, let why)) = error { why } else { error.description }
      // Nobody knows how many it holds.
      unreachable.append(
        SkippedFile(url, "the folder cannot be listed (\(why))", isRecording: true))
    }
  }

  /// The same without the folders below it whose names have this ending.
  func without(ending: String) -> FolderTree {
    keeping { folders in !folders.contains { $0.hasSuffix(".\(ending)") } }
  }

  /// Only what lies in folders below it for whose name a condition holds.
  func only(inFolders isMeant: (Substring) -> Bool) -> FolderTree {
    keeping { $0.contains(where: isMeant) }
  }

  /// Only what lies in a folder whose name has a word; where folders in each other have several of such words,
  /// the innermost says.
  func only(_ word: String, among words: [String]) -> FolderTree {
    keeping { folders in
      let said = folders.reversed().lazy.compactMap { folder in
        folder.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
          .first(where: words.contains)
      }
      return said.first == word
    }
  }

  private func keeping(_ isKept: (ArraySlice<Substring>) -> Bool) -> FolderTree {
    var tree = self
    tree.files = files.filter { isKept($0.listed(in: root).split(separator: "/").dropLast()) }
    return tree
  }
}
