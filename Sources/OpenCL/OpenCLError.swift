import COpenCL

/// What went wrong on an OpenCL device: the operation, the device, the sizes and OpenCL's own name
/// of the code. Its description is one sentence for a person.
public enum OpenCLError: Error, Equatable, Sendable {
  /// No platform offers a device at all.
  case noDevice
  /// The device asked for does not exist; `available` lists those that do.
  case unknownDevice(wanted: String, available: [String])
  /// A kernel file did not compile; `log` is the compiler's, with the kernel's file and line.
  case build(device: String, files: [String], options: String, log: String)
  /// An allocation finds no room. `held` is what this program has of the `limit` that it may take,
  /// and `largest` the device's largest single allocation. All figures in bytes.
  case outOfMemory(device: String, wanted: Int, held: Int, limit: Int, largest: Int)
  /// The device gave up on work with a code that it gives for want of memory as well as after a kernel
  /// that faulted. `Kernels.stillWork()` on the same queue tells which.
  case gaveUp(operation: String, device: String, code: Int32, held: Int, limit: Int)
  /// Sizes that kernels cannot count or the device does not launch.
  case tooLarge(operation: String, device: String, sizes: String, limit: String)
  /// A launch in groups that are larger than the device allows, or the kernel as it was compiled there.
  case tooLargeGroup(kernel: String, device: String, LaunchExcess)
  /// Any other call that OpenCL refused.
  case call(operation: String, device: String, detail: String, code: Int32)
}

extension OpenCLError {
  /// The error of a call that a device refused.
  ///
  /// - Parameters:
  ///   - held: the bytes that this program has of its memory, `limit` those that it may have.
  static func refusal(
    of operation: String, _ detail: String, by device: Device, code: Int32, held: Int, limit: Int
  ) -> OpenCLError {
    switch code {
    case CL_MEM_OBJECT_ALLOCATION_FAILURE, CL_OUT_OF_RESOURCES, CL_OUT_OF_HOST_MEMORY,
      CL_EXEC_STATUS_ERROR_FOR_EVENTS_IN_WAIT_LIST:
      .gaveUp(
        operation: detail.isEmpty ? operation : "\(operation) (\(detail))", device: device.name,
        code: code, held: held, limit: limit)
    case CL_INVALID_GLOBAL_WORK_SIZE, CL_INVALID_WORK_ITEM_SIZE:
      .tooLarge(
        operation: operation, device: device.name, sizes: detail,
        limit: "the device answers \(statusName(code))")
    case CL_INVALID_COMMAND_QUEUE, CL_INVALID_CONTEXT:
      .call(
        operation: operation, device: device.name,
        detail: "as after a kernel that faulted; see whether `ser check` passes", code: code)
    default: .call(operation: operation, device: device.name, detail: detail, code: code)
    }
  }
}

extension OpenCLError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noDevice:
      "no OpenCL device was found: install a driver, for the CPU `apt-get install pocl-opencl-icd`, "
        + "which is none where it cannot write to its cache (POCL_CACHE_DIR, else in XDG_CACHE_HOME)"
        + (AddressSpace.limit.map {
          ", or where it may have no more memory than here, \(megabytes($0)) (`ulimit -v`)"
        } ?? "")
    case .unknownDevice(let wanted, let available):
      "no OpenCL device matches “\(wanted)”: choose one of \(available.joined(separator: ", "))"
    case .build(let device, let files, let options, let log):
      "the kernels \(files.joined(separator: " + ")) do not compile on \(device) "
        + "with \(options):\n\(log)"
    case .outOfMemory(let device, let wanted, let held, let limit, let largest):
      "\(device) is out of memory: \(megabytes(wanted)) more was wanted while "
        + "\(megabytes(held)) of \(megabytes(limit)) are held (one allocation may take "
        + "\(megabytes(largest))); \(smallerBatch), or a smaller preset"
    case .gaveUp(let operation, let device, let code, let held, let limit):
      "\(operation) failed on \(device) with \(statusName(code)), which means too little memory or "
        + "a kernel that faulted: \(megabytes(held)) of \(megabytes(limit)) are held; "
        + "\(smallerBatch), and if that is of no help see whether `ser check` passes"
    case .tooLarge(let operation, let device, let sizes, let limit):
      "\(operation) on \(device) would take \(sizes), and \(limit); \(smallerBatch), or shorter "
        + "recordings"
    case .tooLargeGroup(let kernel, let device, let excess):
      "launching \(kernel) on \(device) would take \(excess); choose another device with --device, and "
        + "report it, since every device should get groups that fit"
    case .call(let operation, let device, let detail, let code):
      "\(operation) failed on \(device) with \(statusName(code))"
        + (detail.isEmpty ? "" : " (\(detail))")
    }
  }
}

private let smallerBatch =
  "use a smaller batch, in trainings `--set classifier.batch=…` or `--set augmentorTraining.batch=…`"

private func megabytes(_ bytes: Int) -> String {
  bytes < 1 << 20 ? "\(bytes) bytes" : "\(bytes >> 20) MiB"
}

/// OpenCL's name of a status code, as in the specification's tables.
func statusName(_ code: Int32) -> String {
  let names: [Int32: String] = [
    0: "CL_SUCCESS", -1: "CL_DEVICE_NOT_FOUND", -2: "CL_DEVICE_NOT_AVAILABLE",
    -3: "CL_COMPILER_NOT_AVAILABLE", -4: "CL_MEM_OBJECT_ALLOCATION_FAILURE",
    -5: "CL_OUT_OF_RESOURCES", -6: "CL_OUT_OF_HOST_MEMORY", -7: "CL_PROFILING_INFO_NOT_AVAILABLE",
    -8: "CL_MEM_COPY_OVERLAP", -11: "CL_BUILD_PROGRAM_FAILURE", -12: "CL_MAP_FAILURE",
    -13: "CL_MISALIGNED_SUB_BUFFER_OFFSET",
    -14: "CL_EXEC_STATUS_ERROR_FOR_EVENTS_IN_WAIT_LIST", -30: "CL_INVALID_VALUE",
    -33: "CL_INVALID_DEVICE", -34: "CL_INVALID_CONTEXT", -36: "CL_INVALID_COMMAND_QUEUE",
    -38: "CL_INVALID_MEM_OBJECT", -42: "CL_INVALID_BINARY", -43: "CL_INVALID_BUILD_OPTIONS",
    -44: "CL_INVALID_PROGRAM", -45: "CL_INVALID_PROGRAM_EXECUTABLE",
    -46: "CL_INVALID_KERNEL_NAME", -48: "CL_INVALID_KERNEL", -49: "CL_INVALID_ARG_INDEX",
    -50: "CL_INVALID_ARG_VALUE", -51: "CL_INVALID_ARG_SIZE", -52: "CL_INVALID_KERNEL_ARGS",
    -53: "CL_INVALID_WORK_DIMENSION", -54: "CL_INVALID_WORK_GROUP_SIZE",
    -55: "CL_INVALID_WORK_ITEM_SIZE", -56: "CL_INVALID_GLOBAL_OFFSET",
    -57: "CL_INVALID_EVENT_WAIT_LIST", -58: "CL_INVALID_EVENT", -59: "CL_INVALID_OPERATION",
    -61: "CL_INVALID_BUFFER_SIZE", -63: "CL_INVALID_GLOBAL_WORK_SIZE",
    -1001: "CL_PLATFORM_NOT_FOUND_KHR",
    // Not of the specification.
    -9999: "NVIDIA's status -9999, a kernel that read or wrote where it may not",
  ]
  return names[code] ?? "the OpenCL status \(code)"
}
