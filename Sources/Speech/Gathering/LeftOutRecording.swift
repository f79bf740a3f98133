import Files

/// A recording that is not used, and why.
public struct LeftOutRecording: Sendable, Equatable, Codable {
  public enum Cause: String, Sendable, Codable {
    /// The file is missing, damaged or of no kind that is read.
    case unreadable
    /// It is too short for what is computed of it.
    case tooShort = "too-short"
    /// The table of features has no row of it.
    case noFeatures = "no-features"
    /// Nothing says whose it is, which has to be known.
    case unlisted
  }

  /// The recording's path or name.
  public let file: String
  public let cause: Cause
  /// A clause.
  public let reason: String

  public init(file: String, cause: Cause, reason: String) {
    self.file = file
    self.cause = cause
    self.reason = reason
  }

  /// A recording that cannot be read.
  init(file: String, _ error: FileError) {
    self.init(file: file, cause: .unreadable, reason: error.clause)
  }
}

extension Collection<LeftOutRecording> {
  /// How many of how many are left out and which, as a sentence; nil where none is.
  ///
  /// - Parameter all: how many there are with these.
  public func sentence(of all: Int) -> String? {
    guard !isEmpty else { return nil }
    let files = map { "\($0.file) (\($0.reason))" }
    return
      "\(count) of \(all) recording\(all == 1 ? "" : "s") \(count == 1 ? "is" : "are") left out: "
      + "\(files.listed(atMost: 10))."
  }
}

extension FileError {
  /// What is wrong, without the path.
  fileprivate var clause: String {
    switch self {
    case .missing: "there is no such file"
    case .isRead, .isWrittenTwice, .isOfRun, .isOther: "it is another file of the same command"
    case .malformed(_, let what): what
    case .cannotCreate(_, let why): "it cannot be created: \(why)"
    case .io(_, let why): "it cannot be read: \(why)"
    case .diskFull: "the disk is full"
    }
  }
}
