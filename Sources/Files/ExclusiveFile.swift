public import Foundation

/// An open file by which one of several processes, on one machine or on several that share a folder, makes
/// something its own.
///
/// It is written under a hidden name and appears under its true one only where nothing lies there, which
/// the file system decides for all at once. While it is open it is locked, where the file system has
/// locks, so that others see whether whoever has it lives.
public final class ExclusiveFile {
  /// Whether the file is locked by somebody else.
  public enum Lock: Sendable {
    case held, free
    /// The file system has no locks.
    case unknown
  }

  private let path: String
  private var descriptor: Int32
  /// Its hidden name; nil where it has none, or none any more.
  private var draft: String?
  public private(set) var lock: Lock

  /// Writes a file of one's own, which is not at its place yet.
  ///
  /// - Parameters:
  ///   - url: the place that it is for.
  ///   - content: its text, which may tell whether it is locked.
  /// - Throws: `FileError.cannotCreate`, `.diskFull` or `.io`.
  public init(
    for url: URL, content: (_ isLocked: Bool) throws(FileError) -> String
  ) throws(FileError) {
    path = url.path
    let hidden = FileName.hidden(url.lastPathComponent)
    let draft = url.deletingLastPathComponent().appendingPathComponent(hidden).path
    descriptor = open(draft, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    self.draft = draft
    lock = .unknown
    if descriptor < 0 { throw .creating(path, errno: errno) }
    lock = Self.lock(descriptor, LOCK_EX)
    try fill(content(lock == .free))
  }

  /// Opens the file that lies at a place; nil where there is none.
  ///
  /// - Parameter onlyToLook: whether it will not be replaced; it need not be writable then.
  /// - Throws: `FileError.io`; `.malformed` where something else than a file lies there.
  public init?(at url: URL, onlyToLook: Bool) throws(FileError) {
    path = url.path
    draft = nil
    // A pipe would wait for somebody who writes, and a link that leads nowhere lies there though nothing does.
    descriptor = open(
      path, (onlyToLook ? O_RDONLY : O_RDWR) | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
    lock = .unknown
    if descriptor < 0 {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      if errno == ELOOP { throw .malformed(path: path, what: "it is a link; remove it") }
      throw .reading(path, errno: errno)
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw .malformed(path: path, what: "it is no file; remove it")
    }
    lock = Self.lock(descriptor, onlyToLook ? LOCK_SH : LOCK_EX)
  }

  deinit {
    dropDraft()
    if descriptor < 0 { return }
    // A program that another thread is just starting has it open too, until it begins.
    _ = flock(descriptor, LOCK_UN)
    _ = close(descriptor)
  }

  private static func lock(_ descriptor: Int32, _ kind: Int32) -> Lock {
    if flock(descriptor, kind | LOCK_NB) == 0 { return .free }
    return errno == EWOULDBLOCK ? .held : .unknown
  }

  private func fill(_ content: String) throws(FileError) {
    guard write(content, at: 0), fsync(descriptor) == 0 else { throw .writing(path, errno: errno) }
  }

  /// The text that it holds; empty where it cannot be read.
  public var content: String {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }

  /// When it was changed last, by the clock of its file system.
  public var modified: Date {
    var status = stat()
    _ = fstat(descriptor, &status)
    return Date(
      timeIntervalSince1970: Double(status.st_mtim.tv_sec) + 1e-9 * Double(status.st_mtim.tv_nsec))
  }

  /// Whether it, and not another, lies at its place.
  public var isInPlace: Bool {
    var (own, there) = (stat(), stat())
    return fstat(descriptor, &own) == 0 && stat(path, &there) == 0 && own.st_dev == there.st_dev
      && own.st_ino == there.st_ino
  }

  /// Puts it at its place where nothing lies there.
  ///
  /// - Returns: whether it lies there now.
  /// - Throws: `FileError.cannotCreate`, `.diskFull` or `.io`.
  public func appear() throws(FileError) -> Bool {
    guard let draft else { return isInPlace }
    if link(draft, path) == 0 {
      dropDraft()
      return true
    }
    switch errno {
    case EEXIST:
      // A server that answers twice says no the second time.
      guard isInPlace else { return false }
      dropDraft()
      return true
    case EPERM, ENOTSUP, EOPNOTSUPP, ENOSYS, EMLINK: return try appearWithoutLinks()
    default: throw .creating(path, errno: errno)
    }
  }

  /// As some file systems need it, which have no second names for a file.
  ///
  /// - Throws: `FileError.cannotCreate`, `.diskFull` or `.io`.
  private func appearWithoutLinks() throws(FileError) -> Bool {
    let content = content
    let made = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    if made < 0 {
      if errno == EEXIST { return false }
      throw .creating(path, errno: errno)
    }
    dropDraft()
    _ = close(descriptor)
    descriptor = made
    lock = Self.lock(descriptor, LOCK_EX)
    try fill(content)
    return true
  }

  /// Puts it at its place instead of what lies there.
  ///
  /// - Returns: whether it lies there now; another may have done the same at the same time.
  /// - Throws: `FileError.cannotCreate`, `.diskFull` or `.io`.
  public func takeThePlace() throws(FileError) -> Bool {
    guard let draft else { return isInPlace }
    if rename(draft, path) != 0 { throw .creating(path, errno: errno) }
    self.draft = nil
    return isInPlace
  }

  /// Writes over a part of it, which sets the time of its last change too.
  ///
  /// - Returns: whether that went well.
  @discardableResult
  public func write(_ text: String, at offset: Int) -> Bool {
    let bytes = Array(text.utf8)
    return pwrite(descriptor, bytes, bytes.count, off_t(offset)) == bytes.count
  }

  /// Sets the time of its last change to now.
  public func touch() {
    _ = futimens(descriptor, nil)
    // A file system of the network shows others nothing before.
    _ = fsync(descriptor)
  }

  /// Removes it where it lies at its place.
  public func remove() {
    if isInPlace { _ = unlink(path) }
  }

  private func dropDraft() {
    if let draft { _ = unlink(draft) }
    draft = nil
  }
}
