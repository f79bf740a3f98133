/// The statuses with which a command ends, as in `sysexits.h`; `Failure` says which error has which.
enum ExitStatus: Int32 {
  case usage = 64
  /// The content of a file is not what it should be.
  case data = 65
  case noInput = 66
  /// No OpenCL device, or a program that is needed is missing.
  case unavailable = 69
  case software = 70
  /// Out of device memory.
  case deviceMemory = 71
  case cannotCreate = 73
  /// Reading or writing failed, or the disk is full.
  case inputOutput = 74
  /// Interrupted, and can be resumed.
  case interrupted = 75
}
