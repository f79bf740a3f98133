import Foundation

/// An MPI library, opened while the program runs: one program works with Open MPI and with those that have
/// MPICH's interface (MPICH, Intel MPI, Cray MPICH, MVAPICH), and needs none where nobody asks for it.
///
/// Handles are passed as whole machine words: Open MPI's are addresses, MPICH's are 32-bit numbers in their
/// lower half.
final class MPILibrary: Sendable {
  typealias Handle = UInt
  typealias Status = Int32

  let path: String
  let constants: MPIConstants
  let initThread:
    @Sendable @convention(c) (
      UnsafeMutableRawPointer?, UnsafeMutableRawPointer?, Int32, UnsafeMutablePointer<Int32>
    ) -> Status
  let setErrorHandler: @Sendable @convention(c) (Handle, Handle) -> Status
  let rank: @Sendable @convention(c) (Handle, UnsafeMutablePointer<Int32>) -> Status
  let size: @Sendable @convention(c) (Handle, UnsafeMutablePointer<Int32>) -> Status
  let allReduce:
    @Sendable @convention(c) (
      UInt, UnsafeMutableRawPointer?, Int32, Handle, Handle, Handle
    ) -> Status
  let broadcast:
    @Sendable @convention(c) (UnsafeMutableRawPointer?, Int32, Handle, Int32, Handle) -> Status
  let beginBarrier: @Sendable @convention(c) (Handle, UnsafeMutablePointer<Handle>) -> Status
  let test:
    @Sendable @convention(c) (
      UnsafeMutablePointer<Handle>, UnsafeMutablePointer<Int32>, UInt
    ) -> Status
  let errorString:
    @Sendable @convention(c) (
      Int32, UnsafeMutablePointer<CChar>, UnsafeMutablePointer<Int32>
    ) -> Status
  let abort: @Sendable @convention(c) (Handle, Int32) -> Status
  let finalize: @Sendable @convention(c) () -> Status

  /// - Parameter names: of libraries, of which the first that is there is taken.
  /// - Returns: nil where none is there, or it lacks what MPI 3 has.
  init?(anyOf names: [String]) {
    for name in names {
      // Its parts look for its symbols.
      guard let library = dlopen(name, RTLD_NOW | RTLD_GLOBAL) else { continue }
      func function<Function>(_ name: String, _ type: Function.Type = Function.self) -> Function? {
        dlsym(library, name).map { unsafeBitCast($0, to: type) }
      }
      guard let constants = MPIConstants(of: library),
        let initThread = function("MPI_Init_thread", type(of: self.initThread)),
        let setErrorHandler = function("MPI_Comm_set_errhandler", type(of: self.setErrorHandler)),
        let rank = function("MPI_Comm_rank", type(of: self.rank)),
        let size = function("MPI_Comm_size", type(of: self.size)),
        let allReduce = function("MPI_Allreduce", type(of: self.allReduce)),
        let broadcast = function("MPI_Bcast", type(of: self.broadcast)),
        let beginBarrier = function("MPI_Ibarrier", type(of: self.beginBarrier)),
        let test = function("MPI_Test", type(of: self.test)),
        let errorString = function("MPI_Error_string", type(of: self.errorString)),
        let abort = function("MPI_Abort", type(of: self.abort)),
        let finalize = function("MPI_Finalize", type(of: self.finalize))
      else { continue }
      path = name
      self.constants = constants
      (self.initThread, self.setErrorHandler) = (initThread, setErrorHandler)
      (self.rank, self.size) = (rank, size)
      (self.allReduce, self.broadcast) = (allReduce, broadcast)
      (self.beginBarrier, self.test) = (beginBarrier, test)
      (self.errorString, self.abort, self.finalize) = (errorString, abort, finalize)
      return
    }
    return nil
  }
}
