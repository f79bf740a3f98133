public import Foundation

/// What a path leads to, by which two spellings of one file are known: through links of either kind,
/// through `..`, in capitals where the file system takes them for the same.
public indirect enum FileIdentity: Hashable, Sendable {
  /// What is there, a file or a folder.
  case there(device: UInt64, number: UInt64)
  /// What is not there yet: the folder above it, and its name.
  case absent(in: FileIdentity?, name: String)

  public init(_ url: URL) { self.init(url.absoluteURL.path, followingLinks: 40) }

  private init(_ path: String, followingLinks links: Int) {
    var status = stat()
    if stat(path, &status) == 0 {
      self = .there(device: UInt64(status.st_dev), number: UInt64(status.st_ino))
      return
    }
    let (folder, name) = (
      (path as NSString).deletingLastPathComponent, (path as NSString).lastPathComponent
    )
    // A link that leads to what is not there yet.
    if links > 0, let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path) {
      self.init(
        target.hasPrefix("/") ? target : "\(folder)/\(target)", followingLinks: links - 1)
      return
    }
    guard !folder.isEmpty, folder != path else {
      self = .absent(in: nil, name: name)
      return
    }
    self = .absent(in: FileIdentity(folder, followingLinks: links), name: name)
  }

  /// Whether anything is there.
  public var isThere: Bool {
    if case .there = self { true } else { false }
  }
}
