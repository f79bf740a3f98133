import Foundation

/// The processes that `mpirun` or its like started.
public final class MPICommunicator: Communicator {
  public let rank: Int
  public let count: Int
  private let library: MPILibrary

  /// The most elements of one call, which counts them in 32 bits.
  private static let mostElements = 1 << 28

  /// Joins the processes that were started together.
  ///
  /// - Throws: `RankError.noLibrary`, `.otherLibrary`, `.call`.
  public init(_ launch: RankLaunch) throws(RankError) {
    let names = launch.libraries
    guard let library = MPILibrary(anyOf: names) else {
      throw .noLibrary(launcher: launch.launcher, tried: names.joined(separator: ", "))
    }
    self.library = library
    let serialized: Int32 = 2
    var (provided, rank, size) = (Int32(0), Int32(0), Int32(0))
    try library.check(
      "MPI_Init_thread", library.initThread(nil, nil, serialized, &provided))
    let world = library.constants.world
    _ = library.setErrorHandler(world, library.constants.errorsReturn)
    try library.check("MPI_Comm_rank", library.rank(world, &rank))
    try library.check("MPI_Comm_size", library.size(world, &size))
    (self.rank, count) = (Int(rank), Int(size))
    guard count == launch.count else {
      throw .otherLibrary(path: library.path, launched: launch.count, found: count)
    }
    guard provided >= serialized else {
      throw .call("MPI_Init_thread", reason: "\(library.path) serves one thread only")
    }
  }

  public func sum(_ values: UnsafeMutableBufferPointer<Float>) throws(RankError) {
    try sum(values, of: library.constants.float)
  }

  public func sum(_ values: UnsafeMutableBufferPointer<Double>) throws(RankError) {
    try sum(values, of: library.constants.double)
  }

  private func sum<Element>(
    _ values: UnsafeMutableBufferPointer<Element>, of type: MPILibrary.Handle
  ) throws(RankError) {
    try awaitAll()
    for first in stride(from: 0, to: values.count, by: Self.mostElements) {
      let part = UnsafeMutableBufferPointer(
        rebasing: values[first..<min(first + Self.mostElements, values.count)])
      try library.check(
        "MPI_Allreduce",
        library.allReduce(
          library.constants.inPlace, UnsafeMutableRawPointer(part.baseAddress), Int32(part.count),
          type, library.constants.sum, library.constants.world))
    }
  }

  public func broadcast(
    _ bytes: UnsafeMutableRawBufferPointer, from root: Int
  ) throws(RankError) {
    try awaitAll()
    for first in stride(from: 0, to: bytes.count, by: Self.mostElements) {
      let part = UnsafeMutableRawBufferPointer(
        rebasing: bytes[first..<min(first + Self.mostElements, bytes.count)])
      try library.check(
        "MPI_Bcast",
        library.broadcast(
          part.baseAddress, Int32(part.count), library.constants.byte, Int32(root),
          library.constants.world))
    }
  }

  /// Waits until all processes have come so far. MPI's own calls keep a core busy while they wait, which on
  /// a CPU is one of those that compute; this one sleeps, and what follows waits for nobody.
  private func awaitAll() throws(RankError) {
    var request: MPILibrary.Handle = 0
    try library.check(
      "MPI_Ibarrier", library.beginBarrier(library.constants.world, &request))
    var (isDone, tries) = (Int32(0), 0)
    while true {
      try library.check(
        "MPI_Test", library.test(&request, &isDone, library.constants.ignoredStatus))
      if isDone != 0 { return }
      tries += 1
      if tries < 100 { sched_yield() } else { usleep(100) }
    }
  }

  public func abort(status: Int32) { _ = library.abort(library.constants.world, status) }

  /// Leaves the others, who have to do so too.
  public func leave() { _ = library.finalize() }
}

extension MPILibrary {
  /// - Throws: `RankError.call` where a status is not that of success.
  fileprivate func check(_ call: String, _ status: Status) throws(RankError) {
    if status == 0 { return }
    var text = [CChar](repeating: 0, count: 1 << 10)
    var length: Int32 = 0
    _ = errorString(status, &text, &length)
    let bytes = text.prefix(Int(length)).map { UInt8(bitPattern: $0) }
    throw .call(call, reason: String(decoding: bytes, as: UTF8.self))
  }
}
