public import Foundation

/// What lies at a path, links followed.
public enum PathEntry: Equatable, Sendable {
  case folder
  /// A plain file, or a device and the like.
  case file
  case missing
  /// Something lies there, and it leads nowhere or is locked; `why` is a clause.
  case unreachable(why: String)

  public init(_ url: URL) {
    var status = stat()
    if stat(url.path, &status) == 0 {
      self = status.st_mode & S_IFMT == S_IFDIR ? .folder : .file
      return
    }
    switch errno {
    case ENOENT, ENOTDIR:
      let target = try? FileManager.default.destinationOfSymbolicLink(atPath: url.path)
      self =
        target.map { .unreachable(why: "it is a link to \($0), where nothing lies") } ?? .missing
    case ELOOP: self = .unreachable(why: "it is a link that leads back to itself")
    case let code: self = .unreachable(why: FileError.reason(code))
    }
  }

  /// Why nothing can be had from the path, as a clause; nil where something can.
  public var absence: String? {
    switch self {
    case .folder, .file: nil
    case .missing: "there is no such file"
    case .unreachable(let why): why
    }
  }
}
