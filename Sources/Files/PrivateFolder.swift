public import Foundation

/// A folder for what a program keeps for itself and later believes, as programs that it then runs.
///
/// Nobody but this user can have put anything into it: it is no link, is this user's, and no other may
/// write to it; so is every file that is read from it.
public final class PrivateFolder: Sendable {
  public let url: URL
  private let descriptor: Int32

  /// Opens a folder; one that is not there is made, for this user alone.
  ///
  /// - Throws: `FileError.malformed` where it is a link, or others have a hand in it, `.cannotCreate`,
  ///   `.diskFull` or `.io`.
  public init(_ url: URL) throws(FileError) {
    self.url = url
    try Folder.create(url.deletingLastPathComponent())
    if mkdir(url.path, 0o700) != 0 && errno != EEXIST && !Folder.isFolder(url) {
      throw .creating(url.path, errno: errno)
    }
    descriptor = open(url.path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else {
      guard errno == ENOTDIR || errno == ELOOP else { throw .creating(url.path, errno: errno) }
      throw .malformed(path: url.path, what: "a link or a file is where a folder is expected")
    }
    if let fault = Self.fault(above: url) ?? Self.fault(of: descriptor, expecting: S_IFDIR) {
      throw .malformed(
        path: url.path,
        what: "\(fault), who may have put programs into it; remove it, or make it yours alone")
    }
    guard access(url.path, W_OK) == 0 else { throw .creating(url.path, errno: errno) }
  }

  deinit { _ = close(descriptor) }

  /// Bytes that are left for this user on its disk.
  public var room: Int {
    var status = statvfs()
    guard fstatvfs(descriptor, &status) == 0 else { return 0 }
    return Int(clamping: status.f_bavail) * Int(clamping: status.f_frsize)
  }

  /// The content of a file; nil where there is none that is this user's own.
  public func contents(of name: String) -> Data? {
    let file = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return nil }
    let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
    guard Self.fault(of: file, expecting: S_IFREG) == nil else { return nil }
    return try? handle.readToEnd() ?? Data()
  }

  /// Writes a whole file, for this user alone.
  ///
  /// - Throws: `FileError.cannotCreate`, `.diskFull` or `.io`.
  public func write(_ data: Data, to name: String) throws(FileError) {
    let file = try AtomicFile(
      url.appending(path: name), permissions: 0o600, replacingLinks: true)
    try file.write(data)
    try file.commit()
  }

  /// Who else may put another in the folder's place, as a clause; nil where nobody may.
  private static func fault(above url: URL) -> String? {
    let above = url.deletingLastPathComponent().path
    var status = stat()
    guard stat(above, &status) == 0 else { return nil }
    if status.st_uid != geteuid(), status.st_uid != 0 {
      return "it lies in \(above), which belongs to another user"
    }
    // Of a folder such as /tmp nobody moves what another has there.
    let isSticky = status.st_mode & mode_t(S_ISVTX) != 0
    return status.st_mode & 0o002 != 0 && !isSticky
      ? "it lies in \(above), to which others may write" : nil
  }

  /// Who else has a hand in what is open, as a clause; nil where nobody has.
  private static func fault(of descriptor: Int32, expecting kind: mode_t) -> String? {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == kind else {
      return "it is not what is expected"
    }
    if status.st_uid != geteuid() { return "it belongs to another user" }
    if status.st_mode & 0o022 != 0 {
      return "others may write to it (mode \(String(status.st_mode & 0o777, radix: 8)))"
    }
    return nil
  }
}
