import COpenCL
import Testing

@testable import OpenCL

/// What a device's codes mean to a person. No driver can be made to fault here: the codes are given.
@Suite struct DeviceRefusalTests {
  private let queue: Queue

  init() throws { queue = try Queue(try Device.choose()) }

  @Test(arguments: [
    CL_OUT_OF_RESOURCES, CL_OUT_OF_HOST_MEMORY, CL_MEM_OBJECT_ALLOCATION_FAILURE,
    CL_EXEC_STATUS_ERROR_FOR_EVENTS_IN_WAIT_LIST,
  ])
  func memoryOrAFault(code: Int32) throws {
    let held = try queue.allocate(bytes: 4 << 20)
    let error = queue.failure("launching conv2d", "global [3]", code)
    guard case .gaveUp = error else { throw error }
    for words in [
      "launching conv2d (global [3])", queue.device.name, statusName(code), "too little memory",
      "a kernel that faulted", "4 MiB", "--set classifier.batch", "ser check",
    ] {
      #expect(error.description.contains(words), "\(error)")
    }
    withExtendedLifetime(held) {}
  }

  @Test(arguments: [CL_INVALID_COMMAND_QUEUE, CL_INVALID_CONTEXT])
  func afterAFault(code: Int32) {
    let error = queue.failure("launching conv2d", "global [3]", code)
    #expect(error.description.contains("as after a kernel that faulted"), "\(error)")
    #expect(error.description.contains(statusName(code)), "\(error)")
  }

  @Test(arguments: [CL_INVALID_GLOBAL_WORK_SIZE, CL_INVALID_WORK_ITEM_SIZE])
  func moreThanTheDeviceLaunches(code: Int32) throws {
    let error = queue.failure("launching conv2d", "global [3, 70000]", code)
    guard case .tooLarge = error else { throw error }
    for words in ["launching conv2d", "global [3, 70000]", statusName(code)] {
      #expect(error.description.contains(words), "\(error)")
    }
  }

  @Test func nvidiasOwnCodeIsNamed() {
    let error = queue.failure("waiting for the device", "", -9999)
    #expect(error.description.contains("read or wrote where it may not"), "\(error)")
  }
}
