import Training

/// The right to work on a run: on all of it, or on parts of it beside others.
enum RunRight {
  case all(RunLease)
  case shared(JoinedRun)
  /// A plan needs none.
  case none

  var joined: JoinedRun? {
    switch self {
    case .all, .none: nil
    case .shared(let joined): joined
    }
  }

  /// - Throws: `RunError.lost` where it is another's by now.
  func confirm() throws(RunError) {
    switch self {
    case .all(let lease): try lease.confirm()
    case .shared(let joined): try joined.confirm()
    case .none: break
    }
  }

  func release() {
    switch self {
    case .all(let lease): lease.release()
    case .shared(let joined): joined.leave()
    case .none: break
    }
  }

  /// Removes the folder of a run that failed before its first step, where it is this process's alone.
  func removeIfNothingWasComputed(_ folder: RunFolder) throws {
    switch self {
    case .all(let lease):
      // What is another process's now is not ours to remove.
      try lease.confirm()
      try folder.removeIfNothingWasComputed()
    case .shared(let joined): try joined.removeIfNothingWasComputed(folder)
    case .none: break
    }
  }

  /// What removes the folder of a run of which nothing is computed, where it is this process's alone, and says
  /// whether it did; nil where it is not.
  func undo(of folder: RunFolder) -> (@Sendable () -> Bool)? {
    guard case .all(let lease) = self else { return nil }
    return {
      try? RunRight.all(lease).removeIfNothingWasComputed(folder)
      return !RunFolder.isStarted(folder.url)
    }
  }
}
