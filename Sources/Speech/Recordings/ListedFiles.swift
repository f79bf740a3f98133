import Files
import Foundation

/// Says why files that a table lists cannot be had; each folder is looked into once at most.
struct ListedFiles {
  /// The names in a folder by their folded form, by the folder's path.
  private var names: [String: [String: String]] = [:]

  /// Why a recording cannot be had from a path, in words that are the same for all such, and what is
  /// said of this one alone; nil where a file lies there. One with the ending of a kind that is read is
  /// not opened.
  mutating func fault(of url: URL) -> (reason: String, detail: String)? {
    switch PathEntry(url) {
    case .file:
      guard !SoundFormat.isRead(url), (try? SoundFile(url)) == nil else { return nil }
      return (SoundFormat.notRead(url), "")
    case .folder: return ("it is a folder", "")
    case .unreachable(let why): return (why, "")
    case .missing:
      guard let near = near(url) else { return ("there is no such file", "") }
      return (
        "there is no such file, though one whose name differs in case or Unicode form (NFC, NFD)",
        "there is \(Self.told(near, insteadOf: url))"
      )
    }
  }

  /// A missing recording with all that can be said of why.
  mutating func explained(_ problem: RecordingProblem, at url: URL) -> RecordingProblem {
    guard let fault = fault(of: url) else { return problem }
    let detail = fault.detail.isEmpty ? "" : ": \(fault.detail)"
    return RecordingProblem(file: url.path, kind: problem.kind, detail: fault.reason + detail)
  }

  /// What is wrong with a file that cannot be read, with what lies under nearly the same path.
  mutating func explained(_ error: FileError) -> String {
    guard case .missing(let path) = error else { return error.description }
    let url = URL(fileURLWithPath: path)
    return near(url).map {
      "\(path): there is no such file, but \(Self.told($0, insteadOf: url)); mend the path or the name."
    } ?? error.description
  }

  /// What lies at a path that differs from that of `url` in case or Unicode form only.
  private mutating func near(_ url: URL) -> URL? {
    let above = url.deletingLastPathComponent()
    guard above.path != url.path,
      let folder = PathEntry(above) == .folder ? above : near(above)
    else { return nil }
    if names[folder.path] == nil {
      let found =
        (try? Folder(folder)).map { $0.files.map(\.lastPathComponent) + $0.subfolders } ?? []
      names[folder.path] = Dictionary(found.map { (Self.folded($0), $0) }) { first, _ in first }
    }
    return names[folder.path]?[Self.folded(url.lastPathComponent)].map {
      folder.appending(path: $0)
    }
  }

  /// The name alone of what lies in the folder that was named.
  private static func told(_ near: URL, insteadOf url: URL) -> String {
    let isBeside = near.deletingLastPathComponent().path == url.deletingLastPathComponent().path
    return isBeside ? near.lastPathComponent : near.path
  }

  private static func folded(_ name: String) -> String {
    name.precomposedStringWithCanonicalMapping.lowercased()
  }
}
