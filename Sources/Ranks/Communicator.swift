/// What processes that compute one training together tell each other with. Every process calls the same in the
/// same order; each call returns when all have.
///
/// One call at a time: `Ranks` sees to that.
public protocol Communicator: Sendable {
  /// This process's number, from 0.
  var rank: Int { get }
  /// How many processes there are.
  var count: Int { get }

  /// Replaces each value by the sum over all processes, with the same bits in each.
  ///
  /// - Throws: `RankError.call` where another process is not there any more.
  func sum(_ values: UnsafeMutableBufferPointer<Float>) throws(RankError)
  func sum(_ values: UnsafeMutableBufferPointer<Double>) throws(RankError)

  /// Replaces the bytes by those of one process; all have as many.
  ///
  /// - Throws: as `sum`.
  func broadcast(_ bytes: UnsafeMutableRawBufferPointer, from root: Int) throws(RankError)

  /// Ends all processes at once, whatever they do; returns where nobody can.
  func abort(status: Int32)
}

/// Why processes cannot compute together, or not any longer.
public enum RankError: Error, Equatable, Sendable {
  /// Started as one of several, and no library to talk with the others.
  case noLibrary(launcher: String, tried: String)
  /// The library is that of another MPI than the one that started the processes.
  case otherLibrary(path: String, launched: Int, found: Int)
  /// A call failed: another process or the network is gone.
  case call(String, reason: String)
  /// Another process has something else than the first, so that what they compute would not be one training.
  case different(what: String, rank: Int, host: String, has: String, first: String)
  /// Another process was started to do something else.
  case otherCommand(rank: Int, host: String)

  /// Whether another process is not there any more.
  public var isGone: Bool { if case .call = self { true } else { false } }
}

extension RankError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noLibrary(let launcher, let tried):
      "\(launcher) started this as one of several processes, and there is no MPI library to talk with the "
        + "others (\(tried)); install it on every host (Debian: openmpi-bin), or name it by SER_MPI_LIBRARY."
    case .otherLibrary(let path, let launched, let found):
      "\(path) knows of \(found) of the \(launched) processes, as that of another MPI than what started them; "
        + "name the right libmpi by SER_MPI_LIBRARY, or, where nothing started several, unset "
        + "OMPI_COMM_WORLD_SIZE and PMI_SIZE."
    case .call(let operation, let reason):
      "Another process of this training is gone (\(operation): \(reason)); the run goes on from its last "
        + "checkpoint where the command is given again with --resume."
    case .different(let what, let rank, let host, let has, let first):
      "Rank \(rank) on \(host) has \(what) \(has), and the first has \(first); all need the same."
    case .otherCommand(let rank, let host):
      "Rank \(rank) on \(host) was started with other arguments than the first; give all the same command."
    }
  }
}
