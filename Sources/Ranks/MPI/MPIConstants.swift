import Foundation

/// What C programs have from `mpi.h`, which the two families of MPI define differently: the addresses of Open
/// MPI's objects, and the numbers of MPICH's, which its ABI initiative (2013) fixes.
struct MPIConstants: Sendable {
  let world, float, double, byte, sum, errorsReturn: MPILibrary.Handle
  /// In the place of the memory that is sent: what is received there.
  let inPlace: UInt
  /// In the place of a status that nobody wants.
  let ignoredStatus: UInt

  /// - Returns: nil where the library is no MPI.
  init?(of library: UnsafeMutableRawPointer) {
    func object(_ name: String) -> MPILibrary.Handle? {
      dlsym(library, name).map { UInt(bitPattern: $0) }
    }
    if let world = object("ompi_mpi_comm_world"), let float = object("ompi_mpi_float"),
      let double = object("ompi_mpi_double"), let byte = object("ompi_mpi_byte"),
      let sum = object("ompi_mpi_op_sum"), let errorsReturn = object("ompi_mpi_errors_return")
    {
      (self.world, self.float, self.double, self.byte) = (world, float, double, byte)
      (self.sum, self.errorsReturn) = (sum, errorsReturn)
      (inPlace, ignoredStatus) = (1, 0)
    } else if dlsym(library, "MPI_Init_thread") != nil {
      (world, float, double, byte) = (0x4400_0000, 0x4c00_040a, 0x4c00_080b, 0x4c00_010d)
      (sum, errorsReturn) = (0x5800_0003, 0x5400_0001)
      (inPlace, ignoredStatus) = (UInt.max, 1)
    } else {
      return nil
    }
  }
}
