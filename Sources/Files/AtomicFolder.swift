public import Foundation

/// A folder that appears whole or not at all: it is filled under a hidden name beside its true one
/// and renamed. One that is dropped without a commit is removed.
public final class AtomicFolder {
  /// Where to put files until `commit`; each is written by something that forces it to the disk.
  public let url: URL
  private let destination: URL
  private var isOpen = true

  /// The ending of the hidden name, by which leftovers of a killed process are known.
  private static let ending = ".part"

  /// Makes the hidden folder; one that a killed process left is emptied.
  ///
  /// - Throws: `FileError.cannotCreate`, `.diskFull` or `.io`.
  public init(_ destination: URL) throws(FileError) {
    self.destination = destination
    var status = stat()
    if lstat(destination.path, &status) != 0, errno == ENAMETOOLONG {
      throw .creating(destination.path, errno: ENAMETOOLONG)
    }
    url = destination.deletingLastPathComponent().appendingPathComponent(
      FileName.fitting(".\(destination.lastPathComponent)", Self.ending), isDirectory: true)
    try Folder.remove(url)
    try Folder.create(url)
  }

  deinit {
    if isOpen { try? Folder.remove(url) }
  }

  /// Puts the folder in its place, instead of an earlier one of the name.
  ///
  /// - Throws: `FileError`.
  public func commit() throws(FileError) {
    sync(url)
    try Folder.remove(destination)
    if rename(url.path, destination.path) != 0 {
      throw .creating(destination.path, errno: errno)
    }
    isOpen = false
    sync(destination.deletingLastPathComponent())
  }

  /// Whether a name is that of a folder that was never committed.
  public static func isLeftover(_ name: String) -> Bool {
    name.hasPrefix(".") && name.hasSuffix(ending)
  }

  /// Some file systems cannot sync a folder; what it holds is on the disk by itself.
  private func sync(_ folder: URL) {
    let descriptor = open(folder.path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    _ = fsync(descriptor)
    _ = close(descriptor)
  }
}
