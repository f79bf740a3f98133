import Foundation

/// What can go wrong with a file: a value that names the file, what was expected and found, and
/// what to do about it. The cases are as many as a caller can tell apart.
public enum FileError: Error, Equatable, Sendable {
  /// Nothing lies at the path.
  case missing(path: String)
  /// The file is there, and its content is not what it should be. `what` says what was expected,
  /// what was found and how to mend it, as a clause: "the header is cut off after 12 of 80 bytes".
  case malformed(path: String, what: String)
  /// The file or folder could not be created or replaced.
  case cannotCreate(path: String, why: String)
  /// The file would be written over though it belongs to what is read, as `input`, which may be another
  /// path to it.
  case isRead(path: String, input: String)
  /// Two paths at which something else each would be written are one file.
  case isWrittenTwice(path: String, other: String)
  /// The file is one that a run wrote, or will, as the run's folder tells.
  case isOfRun(path: String, run: String)
  /// Something else than what would be written lies there; `what` says what, as in "a sound file".
  case isOther(path: String, what: String)
  /// Reading or writing failed on the way.
  case io(path: String, why: String)
  /// No room was left for the file.
  case diskFull(path: String)

  /// The file that the error is about.
  public var path: String {
    switch self {
    case .missing(let path), .diskFull(let path): path
    case .malformed(let path, _), .cannotCreate(let path, _), .io(let path, _): path
    case .isRead(let path, _), .isWrittenTwice(let path, _), .isOfRun(let path, _): path
    case .isOther(let path, _): path
    }
  }
}

extension FileError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .missing(let path):
      path.contains("\u{FFFD}")
        ? "\(path): there is no such file, it seems for its name is not UTF-8; rename it, for example by "
          + "convmv."
        : "\(path): there is no such file; check the path."
    case .malformed(let path, let what):
      "\(path): \(what)."
    case .cannotCreate(let path, let why):
      "\(path) cannot be created (\(why)); choose a place that can be written to."
    case .isRead(let path, let input):
      "\(path) would be written over, and it \(path == input ? "" : "is \(input), which ")"
        + "belongs to what this command reads; give another place to write to."
    case .isWrittenTwice(let path, let other):
      "\(path) and \(other) are one place, and both would be written; give another for one."
    case .isOfRun(let path, let run):
      "\(path) is the place of a file of the run \(run); give another place to write to."
    case .isOther(let path, let what):
      "\(path) is there already and is \(what); give another place to write to."
    case .io(let path, let why):
      "\(path) cannot be read or written (\(why)); check the disk and the permissions."
    case .diskFull(let path):
      "\(path): the disk is full; free some space or choose another disk."
    }
  }
}

extension FileError {
  /// The error of a failed system call that opens or creates a file to be written.
  static func creating(_ path: String, errno code: Int32) -> FileError {
    switch code {
    case ENOSPC, EDQUOT: .diskFull(path: path)
    case EIO: .io(path: path, why: reason(code))
    case ENOENT: .cannotCreate(path: path, why: "its folder does not exist")
    case ENOTDIR: .cannotCreate(path: path, why: "a part of its path is not a folder")
    default: .cannotCreate(path: path, why: reason(code))
    }
  }

  /// The error of a failed system call that writes to an open file.
  static func writing(_ path: String, errno code: Int32) -> FileError {
    switch code {
    case ENOSPC, EDQUOT: .diskFull(path: path)
    default: .io(path: path, why: reason(code))
    }
  }

  /// The error of a failed system call that opens or reads a file.
  static func reading(_ path: String, errno code: Int32) -> FileError {
    switch code {
    case ENOENT, ENOTDIR: .missing(path: path)
    default: .io(path: path, why: reason(code))
    }
  }

  /// What the system says of an error, as a clause.
  static func reason(_ code: Int32) -> String {
    String(cString: strerror(code)).lowercased()
  }
}
