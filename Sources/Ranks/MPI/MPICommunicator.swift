import Foundation

/// The processes that `mpirun` or its like started.
public final class MPICommunicator: Communicator {
  public let rank: Int
  public let count: Int
  private let mpi: MPILibrary

  /// The most elements of one call, which counts them in 32 bits.
  private static let mostElements = 1 << 28

  /// Joins the processes that were started together.
  ///
  /// - Throws: `RankError.noLibrary`, `.otherLibrary`, `.call`.
  public init(_ launch: RankLaunch) throws(RankError) {
    Self.keepFromOpenCL()
    let names = launch.libraries
    guard let library = MPILibrary(anyOf: names) else {
      throw .noLibrary(launcher: launch.launcher, tried: names.joined(separator: ", "))
    }
    self.mpi = library
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

  /// MPICH asks hwloc what the machine has, and that, where its plugins are installed, OpenCL: drivers that count
  /// their cores once would count them before this process knows which are its own.
  private static func keepFromOpenCL() {
    let name = "HWLOC_COMPONENTS"
    let wishes = [getenv(name).map { String(cString: $0) }, "-opencl"].compactMap(\.self)
    setenv(name, wishes.joined(separator: ","), 1)
  }

  public func sum(_ values: UnsafeMutableBufferPointer<Float>) throws(RankError) {
    try sum(values, of: mpi.constants.float)
  }

  public func sum(_ values: UnsafeMutableBufferPointer<Double>) throws(RankError) {
    try sum(values, of: mpi.constants.double)
  }

  private func sum<Element>(
    _ values: UnsafeMutableBufferPointer<Element>, of type: MPILibrary.Handle
  ) throws(RankError) {
    try inParts(values.count, "MPI_Allreduce") { part in
      mpi.allReduce(
        mpi.constants.inPlace,
        UnsafeMutableRawPointer(UnsafeMutableBufferPointer(rebasing: values[part]).baseAddress),
        Int32(part.count), type, mpi.constants.sum, mpi.constants.world)
    }
  }

  public func broadcast(
    _ bytes: UnsafeMutableRawBufferPointer, from root: Int
  ) throws(RankError) {
    try inParts(bytes.count, "MPI_Bcast") { part in
      mpi.broadcast(
        UnsafeMutableRawBufferPointer(rebasing: bytes[part]).baseAddress, Int32(part.count),
        mpi.constants.byte, Int32(root), mpi.constants.world)
    }
  }

  /// Calls for as many elements at a time as a call counts, once all processes are here.
  private func inParts(
    _ count: Int, _ name: String, _ call: (Range<Int>) -> MPILibrary.Status
  ) throws(RankError) {
    try awaitAll()
    for first in stride(from: 0, to: count, by: Self.mostElements) {
      try mpi.check(name, call(first..<min(first + Self.mostElements, count)))
    }
  }

  /// Waits until all processes have come so far. MPI's own calls keep a core busy while they wait, which on
  /// a CPU is one of those that compute; this one sleeps, and what follows waits for nobody.
  private func awaitAll() throws(RankError) {
    var request: MPILibrary.Handle = 0
    try mpi.check(
      "MPI_Ibarrier", mpi.beginBarrier(mpi.constants.world, &request))
    var (isDone, tries) = (Int32(0), 0)
    while true {
      try mpi.check(
        "MPI_Test", mpi.test(&request, &isDone, mpi.constants.ignoredStatus))
      if isDone != 0 { return }
      tries += 1
      if tries < 100 { sched_yield() } else { usleep(100) }
    }
  }

  public func abort(status: Int32) { _ = mpi.abort(mpi.constants.world, status) }

  /// Leaves the others, who have to do so too.
  public func leave() { _ = mpi.finalize() }
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
