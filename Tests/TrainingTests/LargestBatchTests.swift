import Kernels
import OpenCL
import TestSupport
import Testing

@testable import Training

@Suite struct LargestBatchTests {
  /// A step that takes 3 MiB and 2 for each picture.
  private func take(_ batch: Int, _ kernels: Kernels) throws {
    let fixed = try kernels.floats(3 << 18)
    let pictures = try (0..<batch).map { _ in try kernels.floats(2 << 18) }
    withExtendedLifetime((fixed, pictures)) {}
  }

  @Test(arguments: [(45, 16), (24, 8), (14, 4), (6, 1), (100_000, 256)])
  func fillsNineTenthsOfTheMemory(mebibytes: Int, batch: Int) throws {
    let device = try Device.choose()
    let found = try LargestBatch.find(on: device, limit: mebibytes << 20) { batch, kernels in
      try take(batch, kernels)
    }
    #expect(found == batch)
  }

  /// What the device answers where its memory is full, and where a kernel faulted.
  private func refused(_ batch: Int, _ kernels: Kernels) throws {
    if batch > 2 {
      throw OpenCLError.gaveUp(
        operation: "launching k", device: "d", code: -5, held: 1, limit: 2)
    }
    try take(batch, kernels)
  }

  /// Full is where the kernels go on working once the step has let go of what it held.
  @Test func aFullMemoryMakesTheBatchSmaller() throws {
    let device = try Device.choose()
    let found = try LargestBatch.find(on: device, limit: 45 << 20, step: refused)
    #expect(found == 16)
    for tooMuch in [
      OpenCLError.outOfMemory(device: "d", wanted: 1, held: 0, limit: 1, largest: 1),
      .tooLarge(operation: "o", device: "d", sizes: "s", limit: "l"),
    ] {
      let found = try LargestBatch.find(on: device, limit: 45 << 20) { batch, kernels in
        if batch > 4 { throw tooMuch }
        try take(batch, kernels)
      }
      #expect(found == 16)
    }
  }

  @Test func aFaultIsNoFullMemory() throws {
    let device = try Device.choose()
    let error = #expect(throws: OpenCLError.self) {
      try LargestBatch.find(
        on: device, limit: 45 << 20, stillWork: { _ in false }, step: refused)
    }
    #expect(error?.description.contains("a kernel that faulted") == true)
    #expect(error?.description.contains("too little memory") == true)
  }

  @Test func aDeviceThatWorksAnswers() throws {
    #expect(try Kernels(Queue(Device.choose())).stillWork())
  }
}
